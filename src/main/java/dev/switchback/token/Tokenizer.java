package dev.switchback.token;

/** Turns traces into tokens and back. */
public final class Tokenizer {
  private static final Tokenizer COUNTDOWN = new Tokenizer();

  private Tokenizer() {}

  /** The tokenizer of CountDown traces: 46 tokens. */
  public static Tokenizer countdown() {
    return COUNTDOWN;
  }

  /** The number of tokens in the vocabulary. */
  public int size() {
    return 46;
  }

  /** The token that fills up a batch. */
  public int pad() {
    return 0;
  }

  /** The token that begins every sequence. */
  public int start() {
    return 1;
  }

  /** The token that ends a sequence. */
  public int end() {
    return 2;
  }

  /** The token for what is not in the vocabulary. */
  public int unknown() {
    return 3;
  }

  /** The tokens of a text, without START and END. */
  public int[] encode(String text) {
    throw new UnsupportedOperationException(text);
  }

  /** The text of the tokens up to END; START and PAD are skipped, the layout is rebuilt. */
  public String decode(int[] tokens) {
    throw new UnsupportedOperationException(tokens.length + " tokens");
  }

  /** The tokenizer.json of Hugging Face's tokenizers. */
  public String json() {
    throw new UnsupportedOperationException("json");
  }

  /** The tokenizer_config.json for a model that reads so many tokens. */
  public String configJson(int modelMaxLength) {
    throw new UnsupportedOperationException("configJson " + modelMaxLength);
  }
}
