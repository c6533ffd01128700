package dev.switchback.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What keeps the weights of one architecture from being those of another. */
final class ArchitectureDifference {
  /** All but the length of the context, by their keys in a configuration file. */
  private static final Map<String, Function<Architecture, Object>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("a vocabulary of", Architecture::vocabularySize);
    FIELDS.put("hidden-size", Architecture::hiddenSize);
    FIELDS.put("layers", Architecture::layers);
    FIELDS.put("attention-heads", Architecture::attentionHeads);
    FIELDS.put("key-value-heads", Architecture::keyValueHeads);
    FIELDS.put("feed-forward-size", Architecture::feedForwardSize);
    FIELDS.put("rope-theta", Architecture::ropeTheta);
    FIELDS.put("norm-epsilon", Architecture::normEpsilon);
    FIELDS.put("initializer-range", Architecture::initializerRange);
    FIELDS.put("tied-embeddings", Architecture::tiedEmbeddings);
  }

  private ArchitectureDifference() {}

  /** Each field that differs, with both values; none if the weights fit. */
  static List<String> between(Architecture found, Architecture expected) {
    return FIELDS.entrySet().stream()
        .filter(field -> !field.getValue().apply(found).equals(field.getValue().apply(expected)))
        .map(
            field ->
                field.getKey()
                    + " "
                    + field.getValue().apply(found)
                    + ", expected "
                    + field.getValue().apply(expected))
        .toList();
  }
}
