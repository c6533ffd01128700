package dev.switchback.family.sudoku;

import dev.switchback.family.Difficulty;
import dev.switchback.family.Family;
import dev.switchback.family.Feature;
import dev.switchback.family.ImportedProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.family.TraceRows;
import dev.switchback.family.sudoku.puzzle.SudokuGenerator;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.search.SudokuGrader.SudokuDifficulty;
import dev.switchback.family.sudoku.search.SudokuTechnique;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraceRecorder;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
  public PuzzleFamily puzzles() {
    return new Sudoku();
  }

  @Override
  public String variant() {
    return own().easier() ? Sudoku.EASIER : "";
  }

  @Override
  public String description() {
    SudokuSettings sudoku = own();
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
        new SudokuGenerator(own(), settings.validationShare(), seed, new SudokuFinish(own(), seed));
    SudokuTable table = new SudokuTable(own().size(), seed, split);
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
  public StructType promptColumns() {
    return SudokuTable.ASKED;
  }

  @Override
  public Function<Row, Row> traces(Split split, SearchMixture searches) {
    SudokuTraceRecorder recorder = new SudokuTraceRecorder();
    Guessing guessing = guessing();
    return new TraceRows(this, split, searches)
        .writing(
            (row, style) ->
                recorder.write(SudokuTable.puzzle(row), inOrder(SudokuStyle.of(style)), guessing));
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
  public Trace search(String name, Row problem) {
    return SudokuTraces.write(SudokuTable.puzzle(problem), SudokuStyle.of(name), guessing());
  }

  @Override
  public List<Feature> features() {
    List<Feature> features = new ArrayList<>(SudokuFeatures.surface());
    difficulties().stream()
        .filter(difficulty -> !difficulty.column().equals(SudokuFeatures.CLUES))
        .map(Feature::of)
        .forEach(features::add);
    return List.copyOf(features);
  }

  private SudokuSettings own() {
    return settings.of(SudokuSettings.class);
  }

  private SudokuStyle inOrder(SudokuStyle style) {
    return own().answerOrder().equals(Sudoku.ROW_MAJOR) ? style.rowByRow() : style;
  }

  private Guessing guessing() {
    SudokuSettings sudoku = own();
    return new Guessing(GuessOrder.of(sudoku.guessOrder()), Propagation.of(sudoku.propagation()));
  }
}
