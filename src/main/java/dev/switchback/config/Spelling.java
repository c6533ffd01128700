package dev.switchback.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a misspelt word. */
public final class Spelling {
  private Spelling() {}

  /** The known word that is nearest to the written one, if any is near enough to be meant. */
  public static Optional<String> nearest(String written, Collection<String> known) {
    int tolerated = Math.max(2, written.length() / 3);
    return known.stream()
        .filter(word -> distance(word, written) <= tolerated)
        .min(Comparator.comparingInt(word -> distance(word, written)));
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
