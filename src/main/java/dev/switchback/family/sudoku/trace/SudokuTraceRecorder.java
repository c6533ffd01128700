package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.RowMajorSearch;
import dev.switchback.family.sudoku.search.SudokuSearch;
import dev.switchback.family.sudoku.search.SudokuTechnique;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Trace;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes the solving of one puzzle after the other down, in the same memory. Not safe for use by
 * several threads; where single traces are wanted, {@link SudokuTraces} makes them.
 */
public final class SudokuTraceRecorder {
  private static final Set<SudokuTechnique> NAIVE = EnumSet.of(SudokuTechnique.LONE_SINGLE);
  private static final Set<SudokuTechnique> ALL = SudokuTechnique.all(true);
  private static final Set<SudokuTechnique> SAFE = SudokuTechnique.all(false);

  private final ByteText text = new ByteText();
  private Desk desk;

  /** What puzzles of one size are worked on with. */
  private record Desk(
      int size,
      SudokuTraceWriter writer,
      TerseSudokuWriter terse,
      SudokuSearch search,
      RowMajorSearch plain,
      SudokuSolver solver,
      SudokuRandomPlay play) {}

  /**
   * The puzzle's solving in the given style.
   *
   * @param guessing where and when the styles direct, strategy and naive guess, tersely or not
   * @throws IllegalArgumentException if the puzzle has no solution
   */
  public Trace write(SudokuPuzzle puzzle, SudokuStyle style, Guessing guessing) {
    Desk used = deskFor(puzzle);
    int solutions = used.solver.countSolutions(puzzle, 2);
    if (solutions == 0) {
      throw new IllegalArgumentException(
          "Cannot write a trace: the puzzle "
              + puzzle.givens()
              + " has no solution, expected one that can be solved");
    }
    Set<SudokuTechnique> all = solutions == 1 ? ALL : SAFE;
    return switch (style) {
      case DIRECT, STRATEGY -> full(used, puzzle, style, all, guessing);
      case NAIVE -> full(used, puzzle, style, NAIVE, guessing);
      case PLAIN, PLAIN_DIRECT -> {
        used.writer.begin(puzzle, style.isDirect());
        yield used.writer.end(used.plain.search(puzzle, used.writer));
      }
      case TERSE_DIRECT -> {
        used.terse.begin(puzzle, true);
        yield used.terse.end(used.search.search(puzzle, all, guessing, used.terse));
      }
      case TERSE_PLAIN, TERSE_PLAIN_DIRECT -> {
        used.terse.begin(puzzle, style.isDirect());
        yield used.terse.end(used.plain.search(puzzle, used.terse));
      }
    };
  }

  private static Trace full(
      Desk used,
      SudokuPuzzle puzzle,
      SudokuStyle style,
      Set<SudokuTechnique> techniques,
      Guessing guessing) {
    used.writer.begin(puzzle, style.isDirect());
    return used.writer.end(used.search.search(puzzle, techniques, guessing, used.writer));
  }

  /**
   * The empty cells row by row, each filled with a digit that clashes with none, every such digit
   * equally likely, until the board is full or a cell has no such digit; in the direct style.
   */
  public Trace randomPlay(SudokuPuzzle puzzle, RandomStream random) {
    Desk used = deskFor(puzzle);
    used.writer.begin(puzzle, true);
    return used.writer.end(used.play.play(puzzle, random, used.writer));
  }

  private Desk deskFor(SudokuPuzzle puzzle) {
    int size = puzzle.size();
    if (desk == null || desk.size != size) {
      desk =
          new Desk(
              size,
              new SudokuTraceWriter(size, text),
              new TerseSudokuWriter(size, text),
              new SudokuSearch(size),
              new RowMajorSearch(size),
              new SudokuSolver(size),
              new SudokuRandomPlay(size));
    }
    return desk;
  }
}
