package dev.switchback.model;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of values that are read from a safetensors file, each exactly, as float32. */
enum TensorType {
  F32(Float.BYTES) {
    @Override
    void widen(ByteBuffer source, float[] target, int start, int count) {
      source.asFloatBuffer().get(target, start, count);
    }
  },
  F16(Short.BYTES) {
    @Override
    void widen(ByteBuffer source, float[] target, int start, int count) {
      ShortBuffer values = source.asShortBuffer();
      for (int i = start; i < start + count; i++) {
        target[i] = Float16.widen(values.get());
      }
    }
  },
  BF16(Short.BYTES) {
    @Override
    void widen(ByteBuffer source, float[] target, int start, int count) {
      ShortBuffer values = source.asShortBuffer();
      for (int i = start; i < start + count; i++) {
        target[i] = Bfloat16.widen(values.get());
      }
    }
  };

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** By the word that a file's header has for it; empty for a type that is not read. */
  static Optional<TensorType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of a value. */
  int bytes() {
    return bytes;
  }

  /** Reads values from where the source stands. */
  abstract void widen(ByteBuffer source, float[] target, int start, int count);

  /** Float32 without the lower half of its bits: 8 of the exponent and 7 of the fraction. */
  static final class Bfloat16 {
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

  /** IEEE 754's binary16: 5 bits of the exponent and 10 of the fraction. */
  static final class Float16 {
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
}
