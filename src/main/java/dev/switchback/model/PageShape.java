package dev.switchback.model;

/**
 * The pages of a cache.
 *
 * @param positions of each
 * @param precision of keys and values
 */
record PageShape(int positions, Precision precision) {
  /** A product of so few matrices takes longer to call than to compute. */
  private static final int FEW_ROWS = 16;

  private static final int SMALL = 64;
  private static final int LARGE = 256;

  /**
   * What is fastest. In float32 it is one shape for any number of rows, because sums go over pages:
   * another shape would change the last bits.
   */
  static PageShape of(Precision precision, int rows) {
    return precision == Precision.BFLOAT16 && rows < FEW_ROWS
        ? new PageShape(LARGE, Precision.FLOAT32)
        : new PageShape(SMALL, precision);
  }
}
