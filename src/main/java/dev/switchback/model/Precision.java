package dev.switchback.model;

/** The arithmetic of linear maps and attention. Weights and the residual stream are float32. */
public enum Precision {
  FLOAT32("float32", 6),
  BFLOAT16("bfloat16", 15);

  private final String key;
  private final int torchType;

  Precision(String key, int torchType) {
    this.key = key;
    this.torchType = torchType;
  }

  /** By the word that a configuration file has for it. */
  public static Precision of(String key) {
    for (Precision precision : values()) {
      if (precision.key.equals(key)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "Cannot compute in: " + key + ", expected float32 or bfloat16");
  }

  /** The number that libtorch has for the type. */
  int torchType() {
    return torchType;
  }
}
