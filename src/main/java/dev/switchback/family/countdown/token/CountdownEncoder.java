package dev.switchback.family.countdown.token;

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
    Output output = new Output(ascii.length);
    encode(ascii, output);
    return output.written();
  }

  /** The tokens of a text between START and END, one byte each. */
  static byte[] encodeFramed(byte[] ascii) {
    Output output = new Output(ascii.length);
    output.add((byte) CountdownVocabulary.START);
    encode(ascii, output);
    output.add((byte) CountdownVocabulary.END);
    return output.written();
  }

  /** The end of the text is encoded from a copy with spaces behind it, which comparing reaches. */
  private static void encode(byte[] ascii, Output output) {
    int safe = Math.max(0, ascii.length - Piece.REACH);
    int at = encode(ascii, 0, safe, output);
    int left = ascii.length - at;
    byte[] end = new byte[left + Piece.REACH + 1];
    System.arraycopy(ascii, at, end, 0, left);
    Arrays.fill(end, left, end.length, (byte) ' ');
    encode(end, 0, left, output);
  }

  /** Encodes pieces as long as they begin before an offset, and returns where the last one ends. */
  private static int encode(byte[] text, int from, int to, Output output) {
    int at = from;
    while (at < to) {
      output.reserve();
      byte kind = KINDS[text[at]];
      if (kind == CountdownCharacters.WORD) {
        Piece piece = find(text, at);
        if (piece == null) {
          output.add((byte) CountdownVocabulary.UNKNOWN);
          at = endOfWord(text, at);
        } else {
          output.add(piece);
          at += piece.length();
        }
      } else {
        output.add(kind, kind == CountdownCharacters.SPACE ? 0 : 1);
        at++;
      }
    }
    return at;
  }

  /** Growing memory for tokens. */
  private static final class Output {
    private byte[] tokens;
    private int count;

    Output(int characters) {
      tokens = new byte[characters / 2 + 2 * Long.BYTES];
    }

    /** Makes room for a piece. */
    void reserve() {
      if (count + Long.BYTES > tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * tokens.length);
      }
    }

    void add(byte token) {
      reserve();
      tokens[count++] = token;
    }

    /** Adds a token, or leaves its place to the next one. */
    void add(byte token, int times) {
      tokens[count] = token;
      count += times;
    }

    void add(Piece piece) {
      LONG.set(tokens, count, piece.tokens());
      count += piece.count();
    }

    byte[] written() {
      return Arrays.copyOf(tokens, count);
    }
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
    return at == text.length || KINDS[text[at]] != CountdownCharacters.WORD;
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
