package dev.switchback.family.sudoku;

import dev.switchback.family.ProblemTable;
import dev.switchback.family.sudoku.puzzle.FewestCandidatesSearch;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.puzzle.SudokuSymmetry;
import dev.switchback.family.sudoku.search.SudokuGrader;
import dev.switchback.puzzle.Split;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Sudoku puzzles as rows of {@code problems/}. Not safe for use by several threads. */
final class SudokuTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  static final int FORMAT = 1;

  static final StructType SCHEMA =
      ProblemTable.COMMON
          .add("puzzle", DataTypes.StringType, false)
          .add("solution", DataTypes.StringType, false)
          .add("clues", DataTypes.IntegerType, false)
          .add("symmetry_class", DataTypes.LongType, false)
          .add("hardest_technique", DataTypes.StringType, false)
          .add("guesses", DataTypes.LongType, false);

  static final StructType PROMPT = ProblemTable.columns(SCHEMA, "puzzle");
  static final StructType ASKED = ProblemTable.columns(SCHEMA, "problem_id", "index", "puzzle");

  private final long seed;
  private final Split split;
  private final SudokuSolver solver;
  private final SudokuGrader grader;
  private final FewestCandidatesSearch search;

  SudokuTable(int size, long seed, Split split) {
    this.seed = seed;
    this.split = split;
    this.solver = new SudokuSolver(size);
    this.grader = new SudokuGrader(size);
    this.search = new FewestCandidatesSearch(size);
  }

  Row row(long index, SudokuPuzzle puzzle) {
    return RowFactory.create(
        ProblemTable.id(Sudoku.KEY, split, index),
        Sudoku.KEY,
        seed,
        index,
        puzzle.givens(),
        solver.solve(puzzle).orElseThrow(),
        puzzle.clues(),
        SudokuSymmetry.fingerprint(puzzle),
        grader.hardest(puzzle),
        search.guesses(puzzle));
  }

  static SudokuPuzzle puzzle(Row row) {
    return new SudokuPuzzle(row.getString(row.fieldIndex("puzzle")));
  }
}
