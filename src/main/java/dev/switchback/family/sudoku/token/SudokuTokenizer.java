package dev.switchback.family.sudoku.token;

import dev.switchback.token.ListedTokenizer;
import dev.switchback.token.TokenizerFiles;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/**
 * Tokens are cells, digits, signs, words and line ends. MASK fills up batches, as in the study, and
 * stands for what is unknown, for which the study's vocabulary has no token of its own.
 */
public final class SudokuTokenizer extends ListedTokenizer {
  private static final long serialVersionUID = 1L;

  private static final String PIECE = "\\([0-8], [0-8]\\)|[A-Za-z_]+|[^ \\t\\n\\x0B\\f\\r]";
  private static final TokenizerFiles FILES =
      new TokenizerFiles(
          SudokuVocabulary.TOKENS,
          new TokenizerFiles.SpecialTokens(
              SudokuVocabulary.MASK,
              SudokuVocabulary.START,
              SudokuVocabulary.END,
              SudokuVocabulary.MASK),
          List.of(
              replace(Map.of("Regex", "(?<=SOL_[SE])\\n"), " "),
              replace(Map.of("String", "\n"), " n ")),
          List.of(
              TokenizerFiles.fields(
                  "type",
                  "Split",
                  "pattern",
                  Map.of("Regex", PIECE),
                  "behavior",
                  "Removed",
                  "invert",
                  true)));

  /** The one there is. */
  public static final SudokuTokenizer INSTANCE = new SudokuTokenizer();

  private SudokuTokenizer() {
    super(FILES);
  }

  @Serial
  private Object readResolve() {
    return INSTANCE;
  }

  @Override
  public int[] encode(String text) {
    return SudokuEncoder.encode(text);
  }

  @Override
  public String decode(int[] tokens) {
    SudokuLayout layout = new SudokuLayout();
    for (int token : tokens) {
      if (token == SudokuVocabulary.END) {
        break;
      }
      if (token >= 0
          && token < size()
          && token != SudokuVocabulary.START
          && token != SudokuVocabulary.MASK) {
        layout.append(token);
      }
    }
    return layout.text();
  }

  private static Map<String, Object> replace(Map<String, Object> pattern, String content) {
    return TokenizerFiles.fields("type", "Replace", "pattern", pattern, "content", content);
  }
}
