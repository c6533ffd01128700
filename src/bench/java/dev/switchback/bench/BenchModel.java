package dev.switchback.bench;

import dev.switchback.model.Architecture;

/**
 * The model that speeds are given for: width 256, 6 layers, 8 heads, feed-forward 688, vocabulary
 * 128, tied embeddings, 4.8M parameters; rows of 256 tokens.
 */
final class BenchModel {
  static final Architecture ARCHITECTURE =
      new Architecture(128, 256, 6, 8, 8, 688, 512, 1e4, 1e-6, 0.02, true);
  static final int LENGTH = 256;

  private BenchModel() {}
}
