package dev.switchback.family.countdown.trace;

import dev.switchback.trace.Phrase;

/** The fixed parts of trace lines as {@link dev.switchback.trace.ByteText} copies them. */
final class Phrases {
  static final Phrase STATE = new Phrase(Grammar.STATE);
  static final Phrase OPERATIONS = new Phrase(Grammar.OPERATIONS + "[");
  static final Phrase EXPLORING = new Phrase(Grammar.EXPLORING);
  static final Phrase RESULTING = new Phrase(Grammar.RESULTING);
  static final Phrase GENERATED = new Phrase(Grammar.GENERATED);
  static final Phrase BY_OPERATION = new Phrase(Grammar.BY_OPERATION);
  static final Phrase FROM_OPERATION = new Phrase(Grammar.FROM_OPERATION);
  static final Phrase MOVING = new Phrase(Grammar.MOVING);
  static final Phrase UNEQUAL = new Phrase(Grammar.UNEQUAL + "\n");
  static final Phrase EQUAL = new Phrase(Grammar.EQUAL + "\n");
  static final Phrase MADE = new Phrase(Grammar.MADE + "\n");
  static final Phrase NOT_MADE = new Phrase(Grammar.NOT_MADE + "\n");
  static final Phrase DISMISSED = new Phrase(Grammar.DISMISSED + "\n");
  static final Phrase EXHAUSTED = new Phrase(Grammar.EXHAUSTED + "\n");
  static final Phrase SEPARATOR = new Phrase(Grammar.SEPARATOR);
  static final Phrase CLOSED = new Phrase("]\n");

  private Phrases() {}
}
