package dev.switchback.router;

import dev.switchback.family.Feature;
import dev.switchback.family.Feature.Source;
import java.util.List;
import java.util.Locale;

/** Which features a predictor is given. */
public enum FeatureSet {
  /** Those that are seen by looking at a problem. */
  SURFACE,
  /** Those and the ones that take a solver. */
  ALL;

  /** The name in tables and settings. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The set of the given name. */
  public static FeatureSet of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** Those of a family's features that are in the set. */
  List<Feature> of(List<Feature> features) {
    return features.stream()
        .filter(feature -> this == ALL || feature.source() == Source.SURFACE)
        .toList();
  }
}
