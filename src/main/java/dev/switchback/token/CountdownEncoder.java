package dev.switchback.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns ASCII texts into tokens, traces by the million. A word is told by its first two letters and
 * then by comparing sixteen bytes at once.
 */
final class CountdownEncoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int REACH = 2 * Long.BYTES;
  private static final Word UNKNOWN = Word.of(CountdownVocabulary.UNKNOWN);
  private static final int[] KINDS = new int[128];
  private static final Word[][] WORDS = new Word[1 << 12][0];

  static {
    for (int character = 0; character < KINDS.length; character++) {
      KINDS[character] = CountdownCharacters.of(character);
    }
    for (int token = 0; token < CountdownVocabulary.TOKENS.size(); token++) {
      if (CountdownVocabulary.isWord(token)) {
        Word word = Word.of(token);
        int place = place((int) word.head, (int) (word.head >>> Byte.SIZE));
        WORDS[place] = Arrays.copyOf(WORDS[place], WORDS[place].length + 1);
        WORDS[place][WORDS[place].length - 1] = word;
      }
    }
  }

  private CountdownEncoder() {}

  /** A word of the vocabulary as bytes; the masks leave out what is beyond its end. */
  private record Word(int token, int length, long head, long headMask, long tail, long tailMask) {
    static Word of(int token) {
      byte[] bytes = CountdownVocabulary.TOKENS.get(token).getBytes(StandardCharsets.US_ASCII);
      byte[] padded = Arrays.copyOf(bytes, REACH);
      byte[] mask = new byte[REACH];
      Arrays.fill(mask, 0, bytes.length, (byte) -1);
      return new Word(
          token,
          bytes.length,
          (long) LONG.get(padded, 0),
          (long) LONG.get(mask, 0),
          (long) LONG.get(padded, Long.BYTES),
          (long) LONG.get(mask, Long.BYTES));
    }

    boolean standsAt(byte[] text, int at) {
      return ((long) LONG.get(text, at) & headMask) == head
          && ((long) LONG.get(text, at + Long.BYTES) & tailMask) == tail
          && KINDS[text[at + length]] != CountdownCharacters.WORD;
    }
  }

  static int[] encode(byte[] ascii) {
    int length = ascii.length;
    byte[] text = Arrays.copyOf(ascii, length + REACH + 1);
    Arrays.fill(text, length, text.length, (byte) ' ');
    int[] tokens = new int[length];
    int count = 0;
    int at = 0;
    while (at < length) {
      int kind = KINDS[text[at]];
      if (kind == CountdownCharacters.WORD) {
        Word word = find(text, at);
        tokens[count++] = word.token;
        at = word == UNKNOWN ? endOfWord(text, at) : at + word.length;
      } else {
        tokens[count] = kind;
        count += kind == CountdownCharacters.SPACE ? 0 : 1;
        at++;
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  private static Word find(byte[] text, int at) {
    for (Word word : WORDS[place(text[at], text[at + 1])]) {
      if (word.standsAt(text, at)) {
        return word;
      }
    }
    return UNKNOWN;
  }

  private static int endOfWord(byte[] text, int from) {
    int at = from;
    while (KINDS[text[at]] == CountdownCharacters.WORD) {
      at++;
    }
    return at;
  }

  /** Where the words that begin with two letters are; others may be there too. */
  private static int place(int first, int second) {
    return (first & 63) << 6 | second & 63;
  }
}
