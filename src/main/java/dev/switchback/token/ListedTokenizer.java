package dev.switchback.token;

/**
 * A tokenizer whose tokens are a list, as its files state it. Each is a singleton, and one that
 * comes from another process has to resolve to it: {@code readResolve}.
 */
public abstract class ListedTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final transient TokenizerFiles files;

  protected ListedTokenizer(TokenizerFiles files) {
    this.files = files;
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
