package dev.switchback.token;

/**
 * Rebuilds spaces and line ends, which tokens do not hold, from the grammar of the traces. Tokens
 * in any other order are laid out by the same rules, so that the text gives the same tokens again.
 */
final class Layout {
  private static final int NOTHING = -1;
  private static final int OPENING = Vocabulary.of("[");
  private static final int CLOSING = Vocabulary.of("]");
  private static final int COMMA = Vocabulary.of(",");
  private static final int COLON = Vocabulary.of(":");
  private static final int POINT = Vocabulary.of(".");
  private static final int NODE_NAME = Vocabulary.of("#");
  private static final int CURRENT = Vocabulary.of("Current");
  private static final int EXPLORING = Vocabulary.of("Exploring");
  private static final int GENERATED = Vocabulary.of("Generated");
  private static final int MOVING = Vocabulary.of("Moving");
  private static final int SOLUTION = Vocabulary.of("Solution");
  private static final int REACHED = Vocabulary.of("Reached");
  private static final int OPERATIONS = Vocabulary.of("Operations");
  private static final int NUMBERS = Vocabulary.of("Numbers");

  private final StringBuilder text = new StringBuilder();
  private int last = NOTHING;
  private boolean inList;
  private boolean inNodeName;
  private boolean afterTarget;
  private boolean listEndsLine;

  /** Adds a token that is neither PAD, START nor END. */
  void append(int token) {
    String separator = separator(token);
    text.append(separator).append(Vocabulary.TOKENS.get(token));
    if (separator.equals("\n")) {
      inList = false;
      inNodeName = false;
      listEndsLine = false;
    }
    if (token == COLON) {
      afterTarget = Vocabulary.isDigit(last) && !inNodeName;
      inNodeName = false;
    }
    inNodeName |= token == NODE_NAME;
    inList = token == OPENING || inList && token != CLOSING;
    listEndsLine |= token == OPERATIONS || token == NUMBERS;
    last = token;
  }

  /** The text, with a line end if its last line is complete. */
  String text() {
    return endsLine(last) || last == CLOSING && listEndsLine ? text + "\n" : text.toString();
  }

  private String separator(int token) {
    if (last == NOTHING) {
      return "";
    }
    if (beginsLine(token) || endsLine(last)) {
      return "\n";
    }
    if (last == CLOSING && (token == OPENING || Vocabulary.isDigit(token))) {
      return "\n";
    }
    return spaced(token) ? " " : "";
  }

  private boolean spaced(int token) {
    if (last == COLON) {
      return !(token == OPENING && afterTarget);
    }
    if (last == COMMA && inList || Vocabulary.isWord(token)) {
      return true;
    }
    return Vocabulary.isWord(last) && (Vocabulary.isDigit(token) || token == NODE_NAME);
  }

  private static boolean beginsLine(int token) {
    return token == CURRENT || token == EXPLORING || token == GENERATED || token == MOVING;
  }

  private static boolean endsLine(int token) {
    return token == SOLUTION || token == REACHED || token == POINT;
  }
}
