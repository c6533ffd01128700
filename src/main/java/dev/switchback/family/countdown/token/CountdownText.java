package dev.switchback.family.countdown.token;

import java.util.Arrays;

/**
 * A text in the white space of the grammar. Tokens hold none, so that two texts which differ in
 * white space alone say the same: one that was decoded elsewhere has blanks between all tokens.
 */
public final class CountdownText {
  private final String text;
  private final int[] ends;
  private final int[] givenEnds;

  private CountdownText(String text, int[] ends, int[] givenEnds) {
    this.text = text;
    this.ends = ends;
    this.givenEnds = givenEnds;
  }

  /**
   * Lays a text out. Words that are no tokens are kept; START and padding are left out, and END
   * ends the text, as where tokens are decoded.
   */
  public static CountdownText of(String given) {
    int[] tokens = CountdownTokenizer.encodeCodePoints(given);
    CountdownLayout layout = new CountdownLayout(tokens);
    int[] ends = new int[tokens.length];
    int[] givenEnds = new int[tokens.length];
    int count = 0;
    int at = 0;
    for (int token : tokens) {
      at = CountdownTokenizer.startOfPiece(given, at);
      int end = CountdownTokenizer.endOfPiece(given, at);
      if (token == CountdownVocabulary.END) {
        break;
      }
      if (token != CountdownVocabulary.START && token != CountdownVocabulary.PAD) {
        layout.append(token, given.substring(at, end));
        ends[count] = layout.length();
        givenEnds[count++] = end;
      }
      at = end;
    }
    return new CountdownText(
        layout.text(), Arrays.copyOf(ends, count), Arrays.copyOf(givenEnds, count));
  }

  /** The text. */
  public String text() {
    return text;
  }

  /** Where in the given text the piece ends that ends here, or that this offset lies in. */
  public int given(int end) {
    int place = Arrays.binarySearch(ends, end);
    int piece = Math.min(place < 0 ? -place - 1 : place, ends.length - 1);
    return piece < 0 ? 0 : givenEnds[piece];
  }
}
