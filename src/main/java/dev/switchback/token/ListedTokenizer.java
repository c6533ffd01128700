package dev.switchback.token;

/** A tokenizer whose tokens are a list, as its files state it. */
abstract class ListedTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final transient TokenizerFiles files;
  private final TokenizerReference.Kind kind;

  ListedTokenizer(TokenizerFiles files, TokenizerReference.Kind kind) {
    this.files = files;
    this.kind = kind;
  }

  /** What is sent in its place. */
  protected final Object writeReplace() {
    return new TokenizerReference(kind);
  }

  @Override
  public int size() {
    return files.tokens().size();
  }

  @Override
  public int pad() {
    return files.special().pad();
  }

  @Override
  public int start() {
    return files.special().start();
  }

  @Override
  public int end() {
    return files.special().end();
  }

  @Override
  public int unknown() {
    return files.special().unknown();
  }

  @Override
  public String json() {
    return files.tokenizer();
  }

  @Override
  public String configJson(int modelMaxLength) {
    return files.configuration(modelMaxLength);
  }
}
