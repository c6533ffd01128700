package dev.switchback.model;

/** Float32 without the lower half of its bits: 8 of the exponent and 7 of the fraction. */
final class Bfloat16 {
  private static final int QUIET = 0x40;

  private Bfloat16() {}

  /** The nearest value, the even one of two that are as near; NaN stays NaN. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      // What makes it a NaN may lie in the half that goes.
      return (short) (bits >>> 16 | QUIET);
    }
    int even = bits >>> 16 & 1;
    return (short) (bits + 0x7FFF + even >>> 16);
  }

  /** The same value. */
  static float widen(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
