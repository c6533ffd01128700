package dev.switchback.token;

import java.io.Serializable;

/**
 * Turns the traces of one family of puzzles into tokens and back. Spaces, and what else the grammar
 * of the traces tells by itself, are no tokens. Every trace comes back exactly.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface Tokenizer extends Serializable {
  /** The number of tokens in the vocabulary. */
  int size();

  /** The token that fills up a batch. */
  int pad();

  /** The token that begins every sequence. */
  int start();

  /** The token that ends a sequence. */
  int end();

  /** The token for what is not in the vocabulary. */
  int unknown();

  /** The tokens of a text, without START and END. */
  int[] encode(String text);

  /** START and the tokens of a text that goes on: a prompt. */
  default int[] startedWith(String text) {
    int[] tokens = encode(text);
    int[] started = new int[tokens.length + 1];
    started[0] = start();
    System.arraycopy(tokens, 0, started, 1, tokens.length);
    return started;
  }

  /**
   * The tokens of a text between START and END, one unsigned byte each: a whole sequence for
   * training, as tables hold it.
   */
  default byte[] encodeFramed(String text) {
    byte[] tokens = bytes(encode(text));
    byte[] framed = new byte[tokens.length + 2];
    framed[0] = (byte) start();
    System.arraycopy(tokens, 0, framed, 1, tokens.length);
    framed[framed.length - 1] = (byte) end();
    return framed;
  }

  /**
   * Tokens as one unsigned byte each.
   *
   * @throws IllegalArgumentException if a token does not fit a byte
   */
  static byte[] bytes(int[] tokens) {
    byte[] bytes = new byte[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] > 255) {
        throw new IllegalArgumentException(
            "Cannot keep a token in a byte: " + tokens[i] + ", expected 0 to 255");
      }
      bytes[i] = (byte) tokens[i];
    }
    return bytes;
  }

  /** Tokens from one unsigned byte each. */
  static int[] tokens(byte[] bytes) {
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return tokens;
  }

  /**
   * The text of the tokens up to END; START and the padding are skipped, the layout is rebuilt. Any
   * tokens give a text, and that text gives the same tokens again but for those skipped; numbers
   * that are no token count as unknown.
   */
  String decode(int[] tokens);

  /** The tokenizer.json of Hugging Face's tokenizers. */
  String json();

  /** The tokenizer_config.json for a model that reads so many tokens. */
  String configJson(int modelMaxLength);
}
