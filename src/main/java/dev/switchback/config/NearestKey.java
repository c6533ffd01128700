package dev.switchback.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses which key was meant by one that does not exist. */
final class NearestKey {
  private final List<Schema.Entry> all;

  NearestKey(List<Schema.Entry> all) {
    this.all = all;
  }

  /**
   * What to tell about an unknown key.
   *
   * @param section path of the record in which it was found, names chosen by the file as {@link
   *     Schema#ANY_NAME}
   */
  String advice(String section, String unknown) {
    return similarIn(section, unknown)
        .or(() -> sameElsewhere(unknown))
        .map(path -> "a known key; did you mean " + path + "?")
        .orElseGet(() -> "one of the keys there: " + keysIn(section));
  }

  private Optional<String> similarIn(String section, String unknown) {
    return Spelling.nearest(
        unknown,
        all.stream()
            .filter(entry -> entry.section().equals(section))
            .map(Schema.Entry::name)
            .toList());
  }

  private Optional<String> sameElsewhere(String unknown) {
    return all.stream()
        .filter(entry -> Spelling.distance(entry.name(), unknown) <= 1)
        .min(Comparator.comparingInt(entry -> Spelling.distance(entry.name(), unknown)))
        .map(Schema.Entry::path);
  }

  private String keysIn(String section) {
    return all.stream()
        .filter(entry -> entry.section().equals(section))
        .map(Schema.Entry::name)
        .collect(Collectors.joining(", "));
  }
}
