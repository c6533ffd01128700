package dev.switchback.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns traces into tokens and back. Tokens are digits, signs and words; spaces and line ends are
 * dropped, and the grammar of the traces tells where they belong. Every trace comes back exactly.
 */
public final class Tokenizer {
  private static final Tokenizer COUNTDOWN = new Tokenizer();

  private Tokenizer() {}

  /** The tokenizer of CountDown traces: 46 tokens. */
  public static Tokenizer countdown() {
    return COUNTDOWN;
  }

  /** The number of tokens in the vocabulary. */
  public int size() {
    return Vocabulary.TOKENS.size();
  }

  /** The token that fills up a batch. */
  public int pad() {
    return Vocabulary.PAD;
  }

  /** The token that begins every sequence. */
  public int start() {
    return Vocabulary.START;
  }

  /** The token that ends a sequence. */
  public int end() {
    return Vocabulary.END;
  }

  /** The token for what is not in the vocabulary. */
  public int unknown() {
    return Vocabulary.UNKNOWN;
  }

  /** The tokens of a text, without START and END. */
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length == text.length() ? AsciiEncoder.encode(bytes) : encodeCodePoints(text);
  }

  /** The tokens of a text between START and END: a whole sequence for training. */
  public int[] encodeFramed(String text) {
    int[] tokens = encode(text);
    int[] framed = new int[tokens.length + 2];
    framed[0] = start();
    System.arraycopy(tokens, 0, framed, 1, tokens.length);
    framed[framed.length - 1] = end();
    return framed;
  }

  /** The tokens of a text of any characters; {@link AsciiEncoder} does the same, faster. */
  static int[] encodeCodePoints(String text) {
    int[] tokens = new int[text.length()];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int kind = CharacterKinds.of(codePoint);
      if (kind == CharacterKinds.WORD) {
        int end = endOfWord(text, at);
        tokens[count++] = Vocabulary.word(text.substring(at, end));
        at = end;
      } else {
        if (kind != CharacterKinds.SPACE) {
          tokens[count++] = kind;
        }
        at += Character.charCount(codePoint);
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  /**
   * The text of the tokens up to END; START and PAD are skipped, the layout is rebuilt. Any tokens
   * give a text, and that text gives the same tokens again but for those skipped; numbers that are
   * no token count as unknown.
   */
  public String decode(int[] tokens) {
    Layout layout = new Layout();
    for (int token : tokens) {
      if (token == Vocabulary.END) {
        break;
      }
      if (token != Vocabulary.START && token != Vocabulary.PAD) {
        layout.append(token >= 0 && token < size() ? token : Vocabulary.UNKNOWN);
      }
    }
    return layout.text();
  }

  /** The tokenizer.json of Hugging Face's tokenizers. */
  public String json() {
    return TokenizerFiles.tokenizer();
  }

  /** The tokenizer_config.json for a model that reads so many tokens. */
  public String configJson(int modelMaxLength) {
    return TokenizerFiles.configuration(modelMaxLength);
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (CharacterKinds.of(codePoint) != CharacterKinds.WORD) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }
}
