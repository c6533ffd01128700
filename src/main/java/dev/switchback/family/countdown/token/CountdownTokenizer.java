package dev.switchback.family.countdown.token;

import dev.switchback.token.ListedTokenizer;
import dev.switchback.token.Tokenizer;
import dev.switchback.token.TokenizerFiles;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tokens are digits, signs and words; all spaces and line ends are left out. */
public final class CountdownTokenizer extends ListedTokenizer {
  private static final long serialVersionUID = 1L;

  private static final TokenizerFiles FILES =
      new TokenizerFiles(
          CountdownVocabulary.TOKENS,
          new TokenizerFiles.SpecialTokens(
              CountdownVocabulary.PAD,
              CountdownVocabulary.START,
              CountdownVocabulary.END,
              CountdownVocabulary.UNKNOWN),
          List.of(),
          List.of(
              Map.of("type", "BertPreTokenizer"),
              TokenizerFiles.fields("type", "Digits", "individual_digits", true)));

  /** The one there is. */
  public static final CountdownTokenizer INSTANCE = new CountdownTokenizer();

  private CountdownTokenizer() {
    super(FILES);
  }

  @Serial
  private Object readResolve() {
    return INSTANCE;
  }

  @Override
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length == text.length()
        ? Tokenizer.tokens(CountdownEncoder.encode(bytes))
        : encodeCodePoints(text);
  }

  @Override
  public byte[] encodeFramed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length == text.length()
        ? CountdownEncoder.encodeFramed(bytes)
        : super.encodeFramed(text);
  }

  /** The tokens of a text of any characters; {@link CountdownEncoder} does the same, faster. */
  static int[] encodeCodePoints(String text) {
    int[] tokens = new int[text.length()];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int kind = CountdownCharacters.of(codePoint);
      if (kind == CountdownCharacters.WORD) {
        int end = endOfWord(text, at);
        tokens[count++] = CountdownVocabulary.word(text.substring(at, end));
        at = end;
      } else {
        if (kind != CountdownCharacters.SPACE) {
          tokens[count++] = kind;
        }
        at += Character.charCount(codePoint);
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  @Override
  public String decode(int[] tokens) {
    CountdownLayout layout = new CountdownLayout(tokens);
    for (int token : tokens) {
      if (token == CountdownVocabulary.END) {
        break;
      }
      if (token != CountdownVocabulary.START && token != CountdownVocabulary.PAD) {
        layout.append(token >= 0 && token < size() ? token : CountdownVocabulary.UNKNOWN);
      }
    }
    return layout.text();
  }

  /** Where the next token begins, white space passed over. */
  static int startOfPiece(String text, int from) {
    int at = from;
    while (CountdownCharacters.of(text.codePointAt(at)) == CountdownCharacters.SPACE) {
      at++;
    }
    return at;
  }

  /** Where the token ends that begins here. */
  static int endOfPiece(String text, int from) {
    int codePoint = text.codePointAt(from);
    return CountdownCharacters.of(codePoint) == CountdownCharacters.WORD
        ? endOfWord(text, from)
        : from + Character.charCount(codePoint);
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (CountdownCharacters.of(codePoint) != CountdownCharacters.WORD) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }
}
