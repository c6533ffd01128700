package dev.switchback.family.sudoku.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns texts into tokens, traces by the million. A cell is {@code (4, 7)} and nothing else;
 * letters and underscores make words, which are compared eight bytes at once; each other character
 * stands alone. White space of ASCII separates; a line end is a token unless it follows SOL_S or
 * SOL_E.
 */
final class SudokuEncoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte SPACE = -1;
  private static final byte WORD = -2;
  private static final byte LINE_END = -3;
  private static final byte[] KINDS = new byte[256];

  private static final long CELL_SIGNS = 0xFF_00_FF_FF_00_FFL;
  private static final long NO_CELL = signs("(0, 0)");
  private static final long MARKER_LETTERS = 0xFF_FF_FF_FFL;
  private static final long MARKER = signs("SOL_") & MARKER_LETTERS;
  private static final int MARKER_LENGTH = 5;

  private static final long[][] WORDS = new long[32][0];
  private static final int[][] WORD_TOKENS = new int[32][0];

  static {
    for (int character = 0; character < KINDS.length; character++) {
      KINDS[character] = kind((char) character);
    }
    for (int token = 0; token < SudokuVocabulary.TOKENS.size(); token++) {
      String name = SudokuVocabulary.TOKENS.get(token);
      if (KINDS[name.charAt(0)] == WORD) {
        addWord(name, token);
      }
    }
  }

  private SudokuEncoder() {}

  static int[] encode(String text) {
    int length = text.length();
    byte[] bytes = new byte[MARKER_LENGTH + length + Long.BYTES];
    byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(characters, 0, bytes, MARKER_LENGTH, characters.length);
    return encode(bytes, MARKER_LENGTH + characters.length);
  }

  /**
   * The tokens of what stands in an array from the length of a marker on.
   *
   * @param to the end of the text; eight bytes more, all zero, are in the array
   */
  private static int[] encode(byte[] text, int to) {
    int[] tokens = new int[(to - MARKER_LENGTH) / 3 + Long.BYTES];
    int count = 0;
    int at = MARKER_LENGTH;
    while (at < to) {
      if (count == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * count);
      }
      int kind = KINDS[text[at] & 0xFF];
      if (text[at] == '(' && isCell(text, at)) {
        tokens[count++] = SudokuVocabulary.cell(text[at + 1] - '0', text[at + 4] - '0');
        at += 6;
      } else if (kind == WORD) {
        int end = endOfWord(text, at);
        tokens[count++] = word(text, at, end);
        at = end;
      } else {
        if (kind >= 0 || kind == LINE_END && !followsMarker(text, at)) {
          tokens[count++] = kind >= 0 ? kind : SudokuVocabulary.NEWLINE;
        }
        at++;
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  private static boolean isCell(byte[] text, int at) {
    return ((long) LONG.get(text, at) & CELL_SIGNS) == (NO_CELL & CELL_SIGNS)
        && isRow(text[at + 1])
        && isRow(text[at + 4]);
  }

  private static boolean isRow(byte digit) {
    return digit >= '0' && digit <= '8';
  }

  private static boolean followsMarker(byte[] text, int at) {
    byte before = text[at - 1];
    return (before == 'S' || before == 'E')
        && ((long) LONG.get(text, at - MARKER_LENGTH) & MARKER_LETTERS) == MARKER;
  }

  private static int endOfWord(byte[] text, int from) {
    int at = from + 1;
    while (KINDS[text[at] & 0xFF] == WORD) {
      at++;
    }
    return at;
  }

  private static int word(byte[] text, int from, int to) {
    int length = to - from;
    if (length <= Long.BYTES) {
      long letters = (long) LONG.get(text, from) & -1L >>> Byte.SIZE * (Long.BYTES - length);
      long[] words = WORDS[text[from] & 31];
      for (int i = 0; i < words.length; i++) {
        if (words[i] == letters) {
          return WORD_TOKENS[text[from] & 31][i];
        }
      }
    }
    return SudokuVocabulary.MASK;
  }

  private static void addWord(String name, int token) {
    int place = name.charAt(0) & 31;
    int words = WORDS[place].length;
    WORDS[place] = Arrays.copyOf(WORDS[place], words + 1);
    WORDS[place][words] = signs(name);
    WORD_TOKENS[place] = Arrays.copyOf(WORD_TOKENS[place], words + 1);
    WORD_TOKENS[place][words] = token;
  }

  /** Up to eight ASCII characters as one number, the first in the lowest bits. */
  private static long signs(String ascii) {
    return (long) LONG.get(Arrays.copyOf(ascii.getBytes(StandardCharsets.US_ASCII), Long.BYTES), 0);
  }

  private static byte kind(char character) {
    if (character == '\n') {
      return LINE_END;
    }
    if (" \t\u000B\f\r".indexOf(character) >= 0) {
      return SPACE;
    }
    boolean letter = character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z';
    int token = SudokuVocabulary.of(String.valueOf(character));
    return letter || character == '_' ? WORD : (byte) (token < 0 ? SudokuVocabulary.MASK : token);
  }
}
