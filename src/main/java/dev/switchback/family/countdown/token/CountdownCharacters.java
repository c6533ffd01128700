package dev.switchback.family.countdown.token;

/**
 * How text falls into pieces: white space separates and is dropped, digits and punctuation stand
 * alone, all else makes words. These are the rules of BertPreTokenizer and Digits of Hugging Face's
 * tokenizers, which the tokenizer.json names.
 */
final class CountdownCharacters {
  /** Not a token: white space. */
  static final int SPACE = -1;

  /** Not a token by itself: part of a word. */
  static final int WORD = -2;

  private static final String ASCII_SPACE = "\t\n\u000B\f\r ";
  private static final String OTHER_SPACE =
      "\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028"
          + "\u2029\u202F\u205F\u3000";
  private static final int[] ASCII = new int[128];

  static {
    for (char character = 0; character < ASCII.length; character++) {
      ASCII[character] = ofAscii(character);
    }
  }

  private CountdownCharacters() {}

  /** {@link #SPACE}, {@link #WORD}, or the token that the character makes by itself. */
  static int of(int codePoint) {
    return codePoint < ASCII.length ? ASCII[codePoint] : ofOther(codePoint);
  }

  private static int ofAscii(char character) {
    if (ASCII_SPACE.indexOf(character) >= 0) {
      return SPACE;
    }
    boolean word = Character.isLetter(character) || Character.isISOControl(character);
    int token = CountdownVocabulary.of(String.valueOf(character));
    return word ? WORD : token < 0 ? CountdownVocabulary.UNKNOWN : token;
  }

  private static int ofOther(int codePoint) {
    if (OTHER_SPACE.indexOf(codePoint) >= 0) {
      return SPACE;
    }
    return switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SURROGATE ->
          CountdownVocabulary.UNKNOWN;
      default -> WORD;
    };
  }
}
