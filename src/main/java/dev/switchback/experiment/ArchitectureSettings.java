package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The shape of a Qwen2 transformer. A size of 0 is filled in from the preset, so that the record's
 * sizes are always the real ones.
 */
public record ArchitectureSettings(
    @Key(
            value = "\"\"",
            affects = Affects.CHOICE,
            doc =
                "One of the study's sizes (3m, 17m, 38m, 144m), which gives hidden-size, layers,"
                    + " attention-heads, key-value-heads and feed-forward-size where they are not"
                    + " set; empty for none.")
        String preset,
    @Key(value = "0", doc = "Width of the residual stream, a multiple of attention-heads.")
        int hiddenSize,
    @Key(value = "0", doc = "Transformer layers, 1 or more.") int layers,
    @Key(value = "0", doc = "Query heads; hidden-size / attention-heads is even.")
        int attentionHeads,
    @Key(value = "0", doc = "Key and value heads, a divisor of attention-heads.") int keyValueHeads,
    @Key(value = "0", doc = "Width of the gated feed-forward part, 1 or more.") int feedForwardSize,
    @Key(
            value = "4096",
            doc = "Longest row in tokens, 16 or more; longer traces become further training rows.")
        int contextLength,
    @Key(value = "1e6", doc = "Base of the rotary position embedding, more than 1.")
        double ropeTheta,
    @Key(value = "1e-6", doc = "Added to the mean square in RMSNorm, more than 0.")
        double normEpsilon,
    @Key(value = "0.02", doc = "Standard deviation of the initial weights, more than 0.")
        double initializerRange,
    @Key(value = "false", doc = "Whether the output layer shares the embedding's weights.")
        boolean tiedEmbeddings)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ArchitectureSettings {
    Optional<Preset> sizes = Preset.named(preset);
    hiddenSize = sizeOf(hiddenSize, sizes, size -> size.hiddenSize);
    layers = sizeOf(layers, sizes, size -> size.layers);
    attentionHeads = sizeOf(attentionHeads, sizes, size -> size.attentionHeads);
    keyValueHeads = sizeOf(keyValueHeads, sizes, size -> size.keyValueHeads);
    feedForwardSize = sizeOf(feedForwardSize, sizes, size -> size.feedForwardSize);

    Requirements requirements = new Requirements();
    if (!preset.isEmpty()) {
      requirements.oneOf("preset", preset, Preset.keys());
    }
    if (preset.isEmpty() || sizes.isPresent()) {
      requireSize(requirements, "hidden-size", hiddenSize);
      requireSize(requirements, "layers", layers);
      requireSize(requirements, "attention-heads", attentionHeads);
      requireSize(requirements, "key-value-heads", keyValueHeads);
      requireSize(requirements, "feed-forward-size", feedForwardSize);
    }
    if (hiddenSize > 0 && attentionHeads > 0) {
      requirements.that(
          hiddenSize % attentionHeads == 0 && hiddenSize / attentionHeads % 2 == 0,
          "hidden-size",
          hiddenSize,
          "an even number of values for each of attention-heads = " + attentionHeads);
    }
    if (attentionHeads > 0 && keyValueHeads > 0) {
      requirements.that(
          attentionHeads % keyValueHeads == 0,
          "key-value-heads",
          keyValueHeads,
          "a divisor of attention-heads = " + attentionHeads);
    }
    requirements
        .atLeast("context-length", 16, contextLength)
        .that(ropeTheta > 1, "rope-theta", ropeTheta, "more than 1")
        .positive("norm-epsilon", normEpsilon)
        .positive("initializer-range", initializerRange)
        .check();
  }

  private static int sizeOf(int given, Optional<Preset> preset, ToIntFunction<Preset> defaultSize) {
    return given == 0 && preset.isPresent() ? defaultSize.applyAsInt(preset.get()) : given;
  }

  private static void requireSize(Requirements requirements, String key, int value) {
    requirements.that(
        value > 0, key, value, "1 or more, or a preset (" + presets() + ") that gives it");
  }

  private static String presets() {
    return String.join(", ", Preset.keys());
  }

  /** The study's four model sizes, arXiv 2504.07052. */
  enum Preset {
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

    Preset(
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

    static Optional<Preset> named(String key) {
      return Arrays.stream(values()).filter(preset -> preset.key.equals(key)).findFirst();
    }

    static List<String> keys() {
      return Arrays.stream(values()).map(preset -> preset.key).toList();
    }
  }
}
