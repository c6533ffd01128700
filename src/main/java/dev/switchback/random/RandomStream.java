package dev.switchback.random;

/**
 * A stream of random numbers that is a pure function of (seed, purpose, indices).
 *
 * <p>The state is a counter that runs through the 64-bit integers in steps of the golden ratio;
 * each number is the counter mixed by Stafford's thirteenth variant (SplitMix64: Steele, Lea,
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). The start of the counter
 * is a hash of seed, purpose and indices, so that neighbouring seeds or indices give unrelated
 * streams.
 *
 * <p>Not safe for use by several threads.
 */
public final class RandomStream {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long counter;

  private RandomStream(long counter) {
    this.counter = counter;
  }

  /** The stream of the given seed, purpose and indices. */
  public static RandomStream of(long seed, String purpose, long... indices) {
    return new RandomStream(hash(seed, purpose, indices));
  }

  /**
   * A 64-bit hash of the given seed, purpose and indices; each of them changes every bit evenly.
   *
   * <p>Of the purpose it takes Java's hash, which has 32 bits. Where a purpose is a problem's
   * identity, two problems of millions may thus get the same draws, which changes no expectation;
   * among the first ten million identities of a split there are no such two. Another hash would
   * change every draw of every run.
   */
  public static long hash(long seed, String purpose, long... indices) {
    long hash = absorb(absorb(GOLDEN_RATIO, seed), purpose.hashCode());
    hash = absorb(hash, indices.length);
    for (long index : indices) {
      hash = absorb(hash, index);
    }
    return hash;
  }

  /** The next 64 random bits. */
  public long nextLong() {
    counter += GOLDEN_RATIO;
    return mix(counter);
  }

  /**
   * The next number in 0 .. bound - 1, each equally likely (Lemire, "Fast random integer generation
   * in an interval", 2019).
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException(
          "Cannot draw a number below a bound: " + bound + ", expected a positive bound");
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** The next number in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /** Puts the values into a random order, each order equally likely. */
  public void shuffle(int[] values) {
    shuffle(values, values.length);
  }

  /** Puts the first so many values into a random order, each order equally likely. */
  public void shuffle(int[] values, int count) {
    for (int last = count - 1; last > 0; last--) {
      int other = nextInt(last + 1);
      int value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
  }

  private static long absorb(long hash, long value) {
    return mix(hash + mix(value + GOLDEN_RATIO));
  }

  /** A one-to-one map of the 64-bit numbers in which each bit given changes every bit evenly. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
