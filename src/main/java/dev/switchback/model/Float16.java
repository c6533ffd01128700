package dev.switchback.model;

/** IEEE 754's binary16: 5 bits of the exponent and 10 of the fraction. */
final class Float16 {
  private static final float SMALLEST = 0x1.0p-24f;
  private static final int EXPONENTS = 31;
  private static final int BIAS_DIFFERENCE = 127 - 15;

  private Float16() {}

  /** The same value, a NaN with the same fraction. */
  static float widen(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & EXPONENTS;
    int fraction = bits & 0x3FF;
    if (exponent == 0) {
      float magnitude = fraction * SMALLEST;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == EXPONENTS ? 0xFF : exponent + BIAS_DIFFERENCE;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
