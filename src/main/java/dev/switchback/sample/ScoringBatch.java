package dev.switchback.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts that are scored together.
 *
 * @param width tokens of a row, padding included
 * @param places of the texts in their window
 */
record ScoringBatch(int width, List<Integer> places) {
  /** A model reads a row's tokens but the last: a multiple of this many. */
  private static final int STEP = 16;

  /** Tokens of a batch at most, padding included, but one row at least. */
  private static final int MOST_TOKENS = 8192;

  /** Puts texts of one padded length together, so that little is padding. */
  static List<ScoringBatch> of(List<GivenText> window) {
    Map<Integer, List<Integer>> ofWidth = new TreeMap<>();
    for (int place = 0; place < window.size(); place++) {
      int width = width(window.get(place));
      ofWidth.computeIfAbsent(width, first -> new ArrayList<>()).add(place);
    }
    List<ScoringBatch> batches = new ArrayList<>();
    ofWidth.forEach(
        (width, places) -> {
          int most = Math.max(1, MOST_TOKENS / width);
          for (int start = 0; start < places.size(); start += most) {
            int end = Math.min(start + most, places.size());
            batches.add(new ScoringBatch(width, places.subList(start, end)));
          }
        });
    return batches;
  }

  private static int width(GivenText text) {
    return Math.max(1, (text.length() + STEP - 2) / STEP) * STEP + 1;
  }

  /** The rows of the batch, one behind the other. */
  long[] tokens(List<GivenText> window, int padding) {
    long[] tokens = new long[places.size() * width];
    Arrays.fill(tokens, padding);
    for (int row = 0; row < places.size(); row++) {
      int[] text = window.get(places.get(row)).tokens();
      for (int i = 0; i < text.length; i++) {
        tokens[row * width + i] = text[i];
      }
    }
    return tokens;
  }

  /**
   * What a row's completion got.
   *
   * @param scores of all tokens of the batch but each row's first
   */
  Scored scored(int row, GivenText text, float[] scores) {
    int first = row * (width - 1) + text.prompt().length - 1;
    return new Scored(text, Arrays.copyOfRange(scores, first, first + text.completion().length));
  }
}
