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
    int tolerated = Math.max(2, unknown.length() / 3);
    return all.stream()
        .filter(entry -> entry.section().equals(section))
        .filter(entry -> distance(entry.name(), unknown) <= tolerated)
        .min(Comparator.comparingInt(entry -> distance(entry.name(), unknown)))
        .map(Schema.Entry::name);
  }

  private Optional<String> sameElsewhere(String unknown) {
    return all.stream()
        .filter(entry -> distance(entry.name(), unknown) <= 1)
        .min(Comparator.comparingInt(entry -> distance(entry.name(), unknown)))
        .map(Schema.Entry::path);
  }

  private String keysIn(String section) {
    return all.stream()
        .filter(entry -> entry.section().equals(section))
        .map(Schema.Entry::name)
        .collect(Collectors.joining(", "));
  }

  /** Levenshtein's: the least number of letters to insert, remove or replace. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
