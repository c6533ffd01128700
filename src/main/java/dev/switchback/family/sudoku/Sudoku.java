package dev.switchback.family.sudoku;

import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import dev.switchback.family.Family;
import dev.switchback.family.JsonProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.family.Rules;
import dev.switchback.family.sudoku.importer.SudokuImports;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.search.SudokuTechnique;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.family.sudoku.trace.SudokuQuestion;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuWrongLine;
import dev.switchback.importer.ImportFormat;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.SearchCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Sudoku on square boards. */
public final class Sudoku implements PuzzleFamily {
  static final String KEY = "sudoku";

  /** Puzzles with more cells filled in than a solver needs. */
  static final String EASIER = "easier";

  /** Direct answers with the cells row by row. */
  static final String ROW_MAJOR = "row-major";

  private static final String TERSE = SudokuStyle.TERSE_PLAIN.key();

  private static final SearchCatalogue SEARCHES =
      SearchCatalogue.ofBacktracking(
              SudokuStyle.STRATEGY.key(),
              Arrays.stream(SudokuStyle.values())
                  .filter(style -> !style.isDirect() && !style.isTerse())
                  .map(SudokuStyle::key)
                  .toList())
          .withTerse(List.of(TERSE), List.of(TERSE), SudokuStyle.TERSE_DIRECT.key());

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public ProvidedSettings.Declaration settings() {
    return SudokuSettings.DECLARATION;
  }

  @Override
  public void check(
      ProvidedSettings settings, int unseenTarget, boolean imported, Requirements requirements) {
    SudokuSettings own = settings.of(SudokuSettings.class);
    requirements.that(
        !imported || !own.easier(),
        "sudoku.easier",
        own.easier(),
        "false with problems.from: imported puzzles are taken as they are");
    if (!own.technique().isEmpty()) {
      requirements.oneOf(
          "sudoku.technique",
          own.technique(),
          Arrays.stream(SudokuTechnique.values()).map(SudokuTechnique::key).toList());
    }
    requirements
        .oneOf("sudoku.guess-order", own.guessOrder(), GuessOrder.keys())
        .oneOf("sudoku.propagation", own.propagation(), Propagation.keys())
        .oneOf("sudoku.answer-order", own.answerOrder(), List.of("strategy", ROW_MAJOR));
  }

  @Override
  public List<Split> splits() {
    return List.of(Split.TRAIN, Split.VALIDATION);
  }

  @Override
  public List<ImportFormat> importFormats() {
    return List.of(
        SudokuImports.KAGGLE_SUDOKU,
        SudokuImports.SUDOKU_LINES,
        SudokuImports.SUDOKU_JSON,
        SudokuImports.SUDOKU_PARQUET);
  }

  @Override
  public SearchCatalogue searches() {
    return SEARCHES;
  }

  @Override
  public List<String> referenceSearches() {
    return List.of(SudokuStyle.STRATEGY.key(), SudokuStyle.NAIVE.key());
  }

  @Override
  public Tokenizer tokenizer() {
    return SudokuTokenizer.INSTANCE;
  }

  @Override
  public StructType promptColumns() {
    return SudokuTable.PROMPT;
  }

  @Override
  public Question question(Row problem) {
    return new SudokuQuestion(SudokuTable.puzzle(problem));
  }

  @Override
  public Optional<JsonProblems> json() {
    return Optional.of(new SudokuJson());
  }

  @Override
  public Rules rules() {
    return new Rules(
        "in the end each cell is filled, each given digit is kept, and each row, column and box"
            + " holds each digit once",
        "a guess that its text takes back before the solution ends",
        SudokuWrongLine.all(),
        "The board counts as it stands where the solution ends: digits that the text takes back"
            + " are gone. The paper’s rule takes the digit last written in each cell of the whole"
            + " text.",
        "Budgets count generated tokens up to the end of the solution; the paper counts them up"
            + " to the end of the text.",
        "Puzzles are generated, and no validation puzzle becomes a training puzzle by renaming"
            + " digits or exchanging lines; the paper takes both from one list and does not"
            + " compare them.");
  }

  @Override
  public Family with(ProblemSettings settings, long seed) {
    return new SudokuFamily(settings, seed);
  }
}
