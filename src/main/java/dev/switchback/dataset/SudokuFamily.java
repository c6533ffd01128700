package dev.switchback.dataset;

import dev.switchback.config.ProblemSettings;
import dev.switchback.config.SearchMixture;
import dev.switchback.config.SudokuSettings;
import dev.switchback.family.sudoku.puzzle.SudokuGenerator;
import dev.switchback.family.sudoku.search.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.SudokuDifficulty;
import dev.switchback.family.sudoku.search.SudokuTechnique;
import dev.switchback.family.sudoku.search.Sweeps;
import dev.switchback.family.sudoku.trace.SudokuQuestion;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraceRecorder;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Sudoku in tables.
 *
 * @param seed of the run
 */
record SudokuFamily(ProblemSettings settings, long seed) implements Family {
  @Override
  public String key() {
    return ProblemSettings.SUDOKU;
  }

  @Override
  public String description() {
    SudokuSettings sudoku = settings.sudoku();
    int fewest = sudoku.minClues();
    int most = sudoku.maxClues();
    return String.format(
        Locale.ROOT,
        "Sudoku on boards of %d x %d with %s clues%s",
        sudoku.size(),
        sudoku.size(),
        fewest == most ? fewest : fewest + " to " + most,
        settings.imported() ? ", imported" : "");
  }

  @Override
  public Tokenizer tokenizer() {
    return Tokenizer.sudoku();
  }

  @Override
  public StructType problemSchema() {
    return SudokuTable.SCHEMA;
  }

  @Override
  public int problemFormat() {
    return SudokuTable.FORMAT;
  }

  @Override
  public LongFunction<Row> draws(Split split) {
    SudokuGenerator generator =
        new SudokuGenerator(
            settings.sudoku(),
            settings.validationShare(),
            seed,
            new SudokuFinish(settings.sudoku(), seed));
    SudokuTable table = new SudokuTable(settings.sudoku().size(), seed, split);
    return index -> table.row(index, generator.problem(split, index));
  }

  @Override
  public ImportedProblems imported() {
    return new ImportedSudoku(settings, seed);
  }

  @Override
  public String exactKey() {
    return "puzzle";
  }

  /** Isomorphic puzzles share their class, so that none that is missing in it is overlooked. */
  @Override
  public String canonicalKey() {
    return "symmetry_class";
  }

  @Override
  public Question question(Row problem) {
    return new SudokuQuestion(SudokuTable.puzzle(problem));
  }

  @Override
  public TraceTable traceTable() {
    return new TraceTable(tokenizer(), settings.text());
  }

  @Override
  public StructType askedSchema() {
    return SudokuTable.ASKED;
  }

  @Override
  public Function<Row, Row> traces(Split split, SearchMixture searches) {
    SudokuTraceRecorder recorder = new SudokuTraceRecorder();
    Guessing guessing = guessing();
    return new TraceRows(this, split, searches)
        .writing(
            (row, style) ->
                recorder.write(SudokuTable.puzzle(row), SudokuStyle.of(style), guessing));
  }

  @Override
  public List<Difficulty> difficulties() {
    List<String> techniques =
        Stream.concat(
                Arrays.stream(SudokuTechnique.values()).map(SudokuTechnique::key),
                Stream.of(SudokuDifficulty.GUESS))
            .toList();
    return List.of(
        Difficulty.number("clues"),
        Difficulty.number("guesses"),
        Difficulty.ordered("hardest_technique", techniques));
  }

  @Override
  public List<String> referenceSearches() {
    return List.of(SudokuStyle.STRATEGY.key(), SudokuStyle.NAIVE.key());
  }

  @Override
  public Trace search(String name, Row problem) {
    return SudokuTraces.write(SudokuTable.puzzle(problem), SudokuStyle.of(name), guessing());
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of();
  }

  private Guessing guessing() {
    SudokuSettings sudoku = settings.sudoku();
    return new Guessing(GuessOrder.of(sudoku.guessOrder()), Sweeps.of(sudoku.sweeps()));
  }
}
