package dev.switchback.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The study's four model sizes, arXiv 2504.07052. */
enum ArchitecturePreset {
  P3M("3m", 256, 6, 4, 1, 512),
  P17M("17m", 512, 8, 4, 1, 1024),
  P38M("38m", 512, 10, 8, 2, 2048),
  P144M("144m", 1024, 12, 8, 2, 3072);

  final String key;
  final int hiddenSize;
  final int layers;
  final int attentionHeads;
  final int keyValueHeads;
  final int feedForwardSize;

  ArchitecturePreset(
      String key,
      int hiddenSize,
      int layers,
      int attentionHeads,
      int keyValueHeads,
      int feedForwardSize) {
    this.key = key;
    this.hiddenSize = hiddenSize;
    this.layers = layers;
    this.attentionHeads = attentionHeads;
    this.keyValueHeads = keyValueHeads;
    this.feedForwardSize = feedForwardSize;
  }

  static Optional<ArchitecturePreset> named(String key) {
    return Arrays.stream(values()).filter(preset -> preset.key.equals(key)).findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(preset -> preset.key).toList();
  }
}
