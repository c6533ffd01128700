package dev.switchback.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
    return LevenshteinDistance.getDefaultInstance().apply(one, other);
  }
}
