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
}
