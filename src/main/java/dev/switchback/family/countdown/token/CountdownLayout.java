package dev.switchback.family.countdown.token;

/**
 * Rebuilds spaces and line ends, which tokens do not hold, from the grammar of the traces. Tokens
 * in any other order are laid out by the same rules, so that the text gives the same tokens again.
 * Terse texts, which begin with a number and a colon, have none; if they have words, a space keeps
 * these apart.
 */
final class CountdownLayout {
  private static final int NOTHING = -1;
  private static final int OPENING = CountdownVocabulary.of("[");
  private static final int CLOSING = CountdownVocabulary.of("]");
  private static final int COMMA = CountdownVocabulary.of(",");
  private static final int COLON = CountdownVocabulary.of(":");
  private static final int POINT = CountdownVocabulary.of(".");
  private static final int NODE_NAME = CountdownVocabulary.of("#");
  private static final int CURRENT = CountdownVocabulary.of("Current");
  private static final int EXPLORING = CountdownVocabulary.of("Exploring");
  private static final int GENERATED = CountdownVocabulary.of("Generated");
  private static final int MOVING = CountdownVocabulary.of("Moving");
  private static final int SOLUTION = CountdownVocabulary.of("Solution");
  private static final int REACHED = CountdownVocabulary.of("Reached");
  private static final int NO = CountdownVocabulary.of("No");
  private static final int EQUAL = CountdownVocabulary.of("equal");
  private static final int UNEQUAL = CountdownVocabulary.of("unequal");
  private static final int OPERATIONS = CountdownVocabulary.of("Operations");
  private static final int NUMBERS = CountdownVocabulary.of("Numbers");

  private final boolean terse;
  private final StringBuilder text = new StringBuilder();
  private int last = NOTHING;
  private boolean inList;
  private boolean inNodeName;
  private boolean afterTarget;
  private boolean listEndsLine;

  /**
   * @param tokens all that will be added, or more
   */
  CountdownLayout(int[] tokens) {
    terse = beginsTersely(tokens);
  }

  private static boolean beginsTersely(int[] tokens) {
    boolean target = false;
    for (int token : tokens) {
      if (CountdownVocabulary.isDigit(token)) {
        target = true;
      } else if (token != CountdownVocabulary.START && token != CountdownVocabulary.PAD) {
        return target && token == COLON;
      }
    }
    return false;
  }

  /** Adds a token that is neither PAD, START nor END. */
  void append(int token) {
    append(token, CountdownVocabulary.TOKENS.get(token));
  }

  /** Adds a token under another name, as an unknown word has it. */
  void append(int token, String name) {
    String separator = separator(token);
    text.append(separator).append(name);
    if (separator.equals("\n")) {
      inList = false;
      inNodeName = false;
      listEndsLine = false;
    }
    if (token == COLON) {
      afterTarget = CountdownVocabulary.isDigit(last) && !inNodeName;
      inNodeName = false;
    }
    inNodeName |= token == NODE_NAME;
    inList = token == OPENING || inList && token != CLOSING;
    listEndsLine |= token == OPERATIONS || token == NUMBERS;
    last = token;
  }

  /** Characters so far. */
  int length() {
    return text.length();
  }

  /** The text, with a line end if its last line is complete. */
  String text() {
    if (terse) {
      return text.toString();
    }
    return endsLine(last) || last == CLOSING && listEndsLine ? text + "\n" : text.toString();
  }

  private String separator(int token) {
    if (last == NOTHING) {
      return "";
    }
    if (terse) {
      return CountdownVocabulary.isWord(last) && CountdownVocabulary.isWord(token) ? " " : "";
    }
    if (beginsLine(token) || endsLine(last)) {
      return "\n";
    }
    if (last == CLOSING && (token == OPENING || CountdownVocabulary.isDigit(token))) {
      return "\n";
    }
    if (token == NO && endsLineBeforeNo()) {
      return "\n";
    }
    return spaced(token) ? " " : "";
  }

  /** After these, what begins with No is a line of its own. */
  private boolean endsLineBeforeNo() {
    return last == EQUAL || last == UNEQUAL || last == CLOSING && listEndsLine;
  }

  private boolean spaced(int token) {
    if (last == COLON) {
      return !(token == OPENING && afterTarget);
    }
    if (last == COMMA && inList || CountdownVocabulary.isWord(token)) {
      return true;
    }
    return CountdownVocabulary.isWord(last)
        && (CountdownVocabulary.isDigit(token) || token == NODE_NAME);
  }

  private static boolean beginsLine(int token) {
    return token == CURRENT || token == EXPLORING || token == GENERATED || token == MOVING;
  }

  private static boolean endsLine(int token) {
    return token == SOLUTION || token == REACHED || token == POINT;
  }
}
