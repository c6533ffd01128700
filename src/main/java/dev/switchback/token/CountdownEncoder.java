package dev.switchback.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Turns ASCII texts into tokens, traces by the million: character by character, but for words and
 * the phrases of the grammar, which are found by comparing 24 bytes at once and give all their
 * tokens in one store. With phrases it is twice as fast as with words alone.
 */
final class CountdownEncoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What stands often in traces, longer pieces before those that they begin with. */
  private static final String[] PHRASES = {
    "Exploring Operation: ",
    "Resulting Numbers: [",
    "Current State: ",
    "Operations: ['",
    "Generated Node #0,",
    "Moving to Node #0",
    "Operation: ",
    "unequal: No Solution\n",
    "equal: Goal Reached\n"
  };

  private static final byte[] KINDS = new byte[128];
  private static final Piece[][] PIECES = new Piece[1 << 12][0];

  static {
    for (int character = 0; character < KINDS.length; character++) {
      KINDS[character] = (byte) CountdownCharacters.of(character);
    }
    for (String phrase : PHRASES) {
      add(phrase);
    }
    for (int token = 0; token < CountdownVocabulary.TOKENS.size(); token++) {
      if (CountdownVocabulary.isWord(token)) {
        add(CountdownVocabulary.TOKENS.get(token));
      }
    }
  }

  private CountdownEncoder() {}

  /** The tokens of a text, one byte each. */
  static byte[] encode(byte[] ascii) {
    int length = ascii.length;
    byte[] text = Arrays.copyOf(ascii, length + Piece.REACH + 1);
    Arrays.fill(text, length, text.length, (byte) ' ');
    byte[] tokens = new byte[length / 2 + 2 * Long.BYTES];
    int count = 0;
    int at = 0;
    while (at < length) {
      if (count + Long.BYTES > tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * tokens.length);
      }
      byte kind = KINDS[text[at]];
      if (kind == CountdownCharacters.WORD) {
        Piece piece = find(text, at);
        if (piece == null) {
          tokens[count++] = CountdownVocabulary.UNKNOWN;
          at = endOfWord(text, at);
        } else {
          LONG.set(tokens, count, piece.tokens());
          count += piece.count();
          at += piece.length();
        }
      } else {
        tokens[count] = kind;
        count += kind == CountdownCharacters.SPACE ? 0 : 1;
        at++;
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  private static Piece find(byte[] text, int at) {
    for (Piece piece : PIECES[place(text[at], text[at + 1])]) {
      if (piece.standsAt(text, at)
          && (!piece.endsInLetter() || endsAt(text, at + piece.length()))) {
        return piece;
      }
    }
    return null;
  }

  private static boolean endsAt(byte[] text, int at) {
    return KINDS[text[at]] != CountdownCharacters.WORD;
  }

  private static int endOfWord(byte[] text, int from) {
    int at = from;
    while (!endsAt(text, at)) {
      at++;
    }
    return at;
  }

  private static void add(String text) {
    Piece piece = Piece.of(text);
    int place = place(text.charAt(0), text.charAt(1));
    PIECES[place] = Arrays.copyOf(PIECES[place], PIECES[place].length + 1);
    PIECES[place][PIECES[place].length - 1] = piece;
  }

  /** Where the pieces that begin with two letters are; others may be there too. */
  private static int place(int first, int second) {
    return (first & 63) << 6 | second & 63;
  }

  /**
   * A text of at most 24 characters as three words, and its at most 8 tokens as one.
   *
   * <p>The masks leave out what is beyond the text's end.
   */
  private record Piece(
      long head,
      long headMask,
      long middle,
      long middleMask,
      long tail,
      long tailMask,
      int length,
      long tokens,
      int count,
      boolean endsInLetter) {
    static final int REACH = 3 * Long.BYTES;

    static Piece of(String text) {
      byte[] bytes = new byte[REACH];
      byte[] mask = new byte[REACH];
      for (int i = 0; i < text.length(); i++) {
        bytes[i] = (byte) text.charAt(i);
        mask[i] = -1;
      }
      int[] tokens = CountdownTokenizer.encodeCodePoints(text);
      byte[] stored = new byte[Long.BYTES];
      for (int i = 0; i < tokens.length; i++) {
        stored[i] = (byte) tokens[i];
      }
      return new Piece(
          word(bytes, 0),
          word(mask, 0),
          word(bytes, 1),
          word(mask, 1),
          word(bytes, 2),
          word(mask, 2),
          text.length(),
          word(stored, 0),
          tokens.length,
          Character.isLetter(text.charAt(text.length() - 1)));
    }

    boolean standsAt(byte[] text, int at) {
      return ((long) LONG.get(text, at) & headMask) == head
          && ((long) LONG.get(text, at + Long.BYTES) & middleMask) == middle
          && ((long) LONG.get(text, at + 2 * Long.BYTES) & tailMask) == tail;
    }

    private static long word(byte[] bytes, int place) {
      return (long) LONG.get(bytes, place * Long.BYTES);
    }
  }
}
