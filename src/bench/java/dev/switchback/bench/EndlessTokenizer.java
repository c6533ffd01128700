package dev.switchback.bench;

import dev.switchback.token.Tokenizer;

/** The tokens of another, but for an END that no model writes: every completion has its length. */
record EndlessTokenizer(Tokenizer other) implements Tokenizer {
  @Override
  public int size() {
    return other.size();
  }

  @Override
  public int pad() {
    return other.pad();
  }

  @Override
  public int start() {
    return other.start();
  }

  @Override
  public int end() {
    return -1;
  }

  @Override
  public int unknown() {
    return other.unknown();
  }

  @Override
  public int[] encode(String text) {
    return other.encode(text);
  }

  @Override
  public String decode(int[] tokens) {
    return other.decode(tokens);
  }

  @Override
  public String json() {
    return other.json();
  }

  @Override
  public String configJson(int modelMaxLength) {
    return other.configJson(modelMaxLength);
  }
}
