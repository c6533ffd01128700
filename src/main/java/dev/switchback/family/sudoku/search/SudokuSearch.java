package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a board by techniques and, where these find nothing more, by guesses, depth first (after
 * arXiv 2504.07052; the package's page lists the differences).
 *
 * <p>The techniques are tried in their order; after any progress it begins again with the first,
 * unless it is to make {@link Propagation#SINGLE_PASS} sweep before a guess. When there is no lone
 * single left, and before a guess, a cell without candidates is a dead end. A guess tries the
 * candidates of one cell in ascending order; if none leads to a solution, the guess before fails
 * with it.
 *
 * <p>One object searches any number of puzzles of one size, one after the other, and allocates
 * nothing. Not safe for use by several threads.
 */
public final class SudokuSearch {
  private static final SudokuTechnique[] TECHNIQUES = SudokuTechnique.values();

  private final SudokuShape shape;
  private final SudokuBoard[] boards;
  private final Deduction[] deductions;
  private final boolean[] used;
  private Guessing guessing;
  private SudokuListener listener;
  private int hardest;

  /**
   * A search on boards of size 4, 6 or 9.
   *
   * @throws IllegalArgumentException if size is none of these
   */
  public SudokuSearch(int size) {
    shape = SudokuShape.of(size);
    boards = new SudokuBoard[shape.cells() + 1];
    for (int depth = 0; depth < boards.length; depth++) {
      boards[depth] = new SudokuBoard(shape);
    }
    deductions = new Deduction[TECHNIQUES.length];
    for (SudokuTechnique technique : TECHNIQUES) {
      deductions[technique.ordinal()] = deduction(technique, shape);
    }
    used = new boolean[deductions.length];
  }

  /**
   * Searches for the first solution and returns whether there is one.
   *
   * @param techniques those to use; {@link SudokuTechnique#UNIQUE_RECTANGLE} only for a puzzle that
   *     is known to have one solution
   * @throws IllegalArgumentException if the puzzle has another size
   */
  public boolean search(
      SudokuPuzzle puzzle,
      Set<SudokuTechnique> techniques,
      Guessing guessing,
      SudokuListener listener) {
    begin(puzzle, techniques, listener);
    this.guessing = guessing;
    return search(0);
  }

  /**
   * Goes as far as the techniques lead without a guess and returns whether that is to the end.
   *
   * @param techniques as in {@link #search}
   * @throws IllegalArgumentException if the puzzle has another size
   */
  public boolean deduce(
      SudokuPuzzle puzzle, Set<SudokuTechnique> techniques, SudokuListener listener) {
    begin(puzzle, techniques, listener);
    guessing = Guessing.USUAL;
    return deduce(boards[0]) && boards[0].isFull();
  }

  /** The hardest technique that the last search made progress by; empty if it made none. */
  public Optional<SudokuTechnique> hardest() {
    return hardest < 0 ? Optional.empty() : Optional.of(TECHNIQUES[hardest]);
  }

  private void begin(
      SudokuPuzzle puzzle, Set<SudokuTechnique> techniques, SudokuListener listener) {
    if (puzzle.size() != shape.size()) {
      throw new IllegalArgumentException(
          "Cannot search a puzzle of size: " + puzzle.size() + ", expected " + shape.size());
    }
    for (int technique = 0; technique < used.length; technique++) {
      used[technique] = techniques.contains(TECHNIQUES[technique]);
    }
    this.listener = listener;
    hardest = -1;
    boards[0].begin(puzzle);
  }

  private boolean search(int depth) {
    SudokuBoard board = boards[depth];
    if (!deduce(board) || isDead(board)) {
      return false;
    }
    if (board.isFull()) {
      return true;
    }
    int cell =
        guessing.order() == GuessOrder.ROW_MAJOR ? board.nextEmpty(0) : board.fewestCandidates();
    int candidates = board.candidates[cell];
    for (int rest = candidates; rest != 0; rest &= rest - 1) {
      int digit = Integer.numberOfTrailingZeros(rest) + 1;
      listener.guessed(cell, candidates, digit);
      listener.placed(cell, digit);
      boards[depth + 1].copyFrom(board);
      boards[depth + 1].fill(cell, 1 << (digit - 1));
      if (search(depth + 1)) {
        return true;
      }
      listener.noCandidate(cell);
      listener.reverted(cell, candidates);
    }
    return false;
  }

  /** Applies the techniques as often as it is to; says whether it met no dead end. */
  private boolean deduce(SudokuBoard board) {
    int technique = 0;
    while (technique < deductions.length) {
      Deduction.Outcome outcome =
          used[technique]
              ? deductions[technique].apply(board, listener)
              : Deduction.Outcome.NOTHING;
      if (outcome == Deduction.Outcome.CONTRADICTION) {
        listener.invalid();
        return false;
      }
      boolean progress = outcome == Deduction.Outcome.PROGRESS;
      hardest = progress ? Math.max(hardest, technique) : hardest;
      if (technique == 0 && isDead(board)) {
        return false;
      }
      if (board.isFull()) {
        return true;
      }
      boolean again = progress && technique > 0 && guessing.propagation() == Propagation.FIXPOINT;
      technique = again ? 0 : technique + 1;
    }
    return true;
  }

  private boolean isDead(SudokuBoard board) {
    int cell = board.dead();
    if (cell >= 0) {
      listener.noCandidate(cell);
    }
    return cell >= 0;
  }

  static Deduction deduction(SudokuTechnique technique, SudokuShape shape) {
    return switch (technique) {
      case LONE_SINGLE -> new LoneSingles();
      case HIDDEN_SINGLE -> new HiddenSingles();
      case NAKED_PAIR -> new NakedPairs();
      case NAKED_TRIPLET -> new NakedTriplets();
      case LOCKED_CANDIDATE -> new LockedCandidates(shape);
      case XY_WING -> new XyWings(shape);
      case UNIQUE_RECTANGLE -> new UniqueRectangles(shape);
    };
  }
}
