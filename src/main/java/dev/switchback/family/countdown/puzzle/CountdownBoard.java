package dev.switchback.family.countdown.puzzle;

/**
 * The numbers at hand at one point of a game and the operations that are legal there.
 *
 * <p>Operations are listed pair by pair in the order of the numbers, and for each pair as sum,
 * product, difference (larger minus smaller), quotient (larger by smaller, where it leaves no
 * remainder). Searches allocate one board for each depth and fill it again and again. Not safe for
 * use by several threads.
 */
public final class CountdownBoard {
  private static final Operator[] OPERATORS = Operator.values();
  private static final int ADD = Operator.ADD.ordinal();
  private static final int MULTIPLY = Operator.MULTIPLY.ordinal();
  private static final int SUBTRACT = Operator.SUBTRACT.ordinal();
  private static final int DIVIDE = Operator.DIVIDE.ordinal();

  private final long[] numbers;
  private final byte[] firsts;
  private final byte[] seconds;
  private final byte[] operators;
  private final long[] results;
  private int size;
  private int operations;

  /** An empty board with room for so many numbers. */
  public CountdownBoard(int capacity) {
    int most = mostOperations(capacity);
    numbers = new long[capacity];
    firsts = new byte[most];
    seconds = new byte[most];
    operators = new byte[most];
    results = new long[most];
  }

  /** How many operations there are at most with so many numbers. */
  public static int mostOperations(int numbers) {
    return numbers * (numbers - 1) / 2 * OPERATORS.length;
  }

  /** Boards for every depth of a game that begins with so many numbers: n, n - 1, .. 1. */
  public static CountdownBoard[] ladder(int numbers) {
    CountdownBoard[] boards = new CountdownBoard[numbers];
    for (int depth = 0; depth < numbers; depth++) {
      boards[depth] = new CountdownBoard(numbers - depth);
    }
    return boards;
  }

  /** Puts a problem's numbers on the board. */
  public void begin(CountdownProblem problem) {
    size = problem.numbers().size();
    for (int i = 0; i < size; i++) {
      numbers[i] = problem.numbers().get(i);
    }
    operations = 0;
  }

  /** Puts numbers on the board, in their order. */
  public void begin(int[] values) {
    size = values.length;
    for (int i = 0; i < size; i++) {
      numbers[i] = values[i];
    }
    operations = 0;
  }

  /** Puts some of the given values on the board, in their order. */
  public void begin(long[] values, int from, int count) {
    size = count;
    System.arraycopy(values, from, numbers, 0, count);
    operations = 0;
  }

  /** Lists the legal operations; until then there are none. */
  public void list() {
    operations = 0;
    for (int first = 0; first < size; first++) {
      for (int second = first + 1; second < size; second++) {
        listPair(first, second);
      }
    }
  }

  /**
   * Carries out a listed operation: the child holds the numbers that are left, in their order, then
   * the result.
   *
   * @param operation below {@link #operations()}
   * @param child a board with room for one number less, which is overwritten
   */
  public void apply(int operation, CountdownBoard child) {
    int left = 0;
    for (int i = 0; i < size; i++) {
      if (i != firsts[operation] && i != seconds[operation]) {
        child.numbers[left++] = numbers[i];
      }
    }
    child.numbers[left++] = results[operation];
    child.size = left;
    child.operations = 0;
  }

  /** Whether one operation on the two numbers at hand makes the target. */
  public boolean pairMakes(long target) {
    long larger = Math.max(numbers[0], numbers[1]);
    long smaller = Math.min(numbers[0], numbers[1]);
    return larger + smaller == target
        || larger * smaller == target
        || larger - smaller == target
        || smaller != 0 && smaller * target == larger;
  }

  /** How many numbers are at hand. */
  public int size() {
    return size;
  }

  /** The number at a position, 0 to {@link #size()} - 1. */
  public long number(int position) {
    return numbers[position];
  }

  /** How many operations are listed. */
  public int operations() {
    return operations;
  }

  /** The position of the number of an operation's pair that comes first on the board. */
  public int first(int operation) {
    return firsts[operation];
  }

  /** The position of the number of an operation's pair that comes second on the board. */
  public int second(int operation) {
    return seconds[operation];
  }

  /** The operand before the sign. */
  public long left(int operation) {
    long first = numbers[firsts[operation]];
    long second = numbers[seconds[operation]];
    return operators[operation] < SUBTRACT ? first : Math.max(first, second);
  }

  /** The operand after the sign. */
  public long right(int operation) {
    long first = numbers[firsts[operation]];
    long second = numbers[seconds[operation]];
    return operators[operation] < SUBTRACT ? second : Math.min(first, second);
  }

  /** The kind of an operation. */
  public Operator operator(int operation) {
    return OPERATORS[operators[operation]];
  }

  /** What an operation makes. */
  public long result(int operation) {
    return results[operation];
  }

  /** An operation by itself. */
  public Operation operation(int operation) {
    return new Operation(left(operation), operator(operation), right(operation), result(operation));
  }

  private void listPair(int first, int second) {
    long larger = Math.max(numbers[first], numbers[second]);
    long smaller = Math.min(numbers[first], numbers[second]);
    add(first, second, ADD, larger + smaller);
    add(first, second, MULTIPLY, larger * smaller);
    add(first, second, SUBTRACT, larger - smaller);
    if (smaller != 0) {
      long quotient = larger / smaller;
      if (quotient * smaller == larger) {
        add(first, second, DIVIDE, quotient);
      }
    }
  }

  private void add(int first, int second, int operator, long result) {
    firsts[operations] = (byte) first;
    seconds[operations] = (byte) second;
    operators[operations] = (byte) operator;
    results[operations] = result;
    operations++;
  }
}
