package dev.switchback.model;

import dev.switchback.model.TensorType.Bfloat16;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** The types in which a model's weights are written. */
public enum WeightStorage {
  /** Exactly as they are. */
  FLOAT32("float32", TensorType.F32) {
    @Override
    void narrow(float[] source, int start, int count, ByteBuffer target) {
      target.asFloatBuffer().put(source, start, count);
    }
  },
  /** Half the bytes: each weight is rounded to the nearest value, of two to the even one. */
  BFLOAT16("bfloat16", TensorType.BF16) {
    @Override
    void narrow(float[] source, int start, int count, ByteBuffer target) {
      ShortBuffer values = target.asShortBuffer();
      for (int i = start; i < start + count; i++) {
        values.put(Bfloat16.of(source[i]));
      }
    }
  };

  private final String key;
  private final TensorType type;

  WeightStorage(String key, TensorType type) {
    this.key = key;
    this.type = type;
  }

  /** By the word that configuration files have for it, ours and a model's config.json. */
  public static WeightStorage of(String key) {
    for (WeightStorage storage : values()) {
      if (storage.key.equals(key)) {
        return storage;
      }
    }
    throw new IllegalArgumentException(
        "Cannot store weights as: " + key + ", expected float32 or bfloat16");
  }

  String key() {
    return key;
  }

  TensorType type() {
    return type;
  }

  /** Writes values to where the target stands. */
  abstract void narrow(float[] source, int start, int count, ByteBuffer target);
}
