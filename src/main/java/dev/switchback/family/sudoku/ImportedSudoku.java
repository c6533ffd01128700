package dev.switchback.family.sudoku;

import dev.switchback.family.ImportedProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.ProblemTable;
import dev.switchback.family.sudoku.puzzle.GuessBounds;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSymmetry.SudokuSplits;
import dev.switchback.family.sudoku.search.SudokuGrader;
import dev.switchback.puzzle.Split;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Imported Sudoku puzzles. Not safe for use by several threads. */
final class ImportedSudoku implements ImportedProblems {
  private static final StructType COLUMNS = ProblemTable.columns(SudokuTable.SCHEMA, "puzzle");

  private final SudokuSettings settings;
  private final long seed;
  private final SudokuSplits splits;
  private final GuessBounds guesses;
  private final SudokuGrader grader;
  private final Map<Split, SudokuTable> tables = new EnumMap<>(Split.class);

  ImportedSudoku(ProblemSettings problems, long seed) {
    this.settings = problems.of(SudokuSettings.class);
    this.seed = seed;
    this.splits = new SudokuSplits(problems.validationShare(), seed);
    this.guesses = new GuessBounds(settings);
    this.grader = new SudokuGrader(settings.size());
  }

  @Override
  public StructType columns() {
    return COLUMNS;
  }

  @Override
  public Optional<String> filterReason(Row imported) {
    SudokuPuzzle puzzle = SudokuTable.puzzle(imported);
    if (puzzle.size() != settings.size()) {
      return Optional.of("sudoku.size");
    }
    if (puzzle.clues() < settings.minClues() || puzzle.clues() > settings.maxClues()) {
      return Optional.of("sudoku.min-clues .. max-clues");
    }
    if (settings.symmetric() && !isSymmetric(puzzle)) {
      return Optional.of("sudoku.symmetric");
    }
    if (!guesses.hold(puzzle)) {
      return Optional.of("sudoku.min-guesses .. max-guesses");
    }
    return settings.technique().isEmpty() || grader.hardest(puzzle).equals(settings.technique())
        ? Optional.empty()
        : Optional.of("sudoku.technique");
  }

  private static boolean isSymmetric(SudokuPuzzle puzzle) {
    int last = SudokuShape.of(puzzle.size()).cells() - 1;
    for (int cell = 0; cell < last - cell; cell++) {
      if ((puzzle.digit(cell) == 0) != (puzzle.digit(last - cell) == 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Split split(Row imported) {
    return splits.of(SudokuTable.puzzle(imported));
  }

  @Override
  public Row row(Split split, long index, Row imported) {
    return tables
        .computeIfAbsent(split, own -> new SudokuTable(settings.size(), seed, own))
        .row(index, SudokuTable.puzzle(imported));
  }
}
