package dev.switchback.bench;

import dev.switchback.family.sudoku.SudokuExamples;
import dev.switchback.family.sudoku.puzzle.SudokuGenerator;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.puzzle.SudokuSymmetry;
import dev.switchback.puzzle.Split;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Puzzles with one solution, one after the other, on one core. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SudokuGeneratorBenchmark {
  private static final int PUZZLES = 1000;

  /** Minimal puzzles, symmetric layouts, many clues, small boards. */
  @Param({"minimal", "symmetric", "easy", "small"})
  String kind;

  private final SudokuPuzzle[] puzzles = new SudokuPuzzle[PUZZLES];
  private SudokuGenerator generator;
  private int next;

  @Setup
  public void draw() {
    generator = new SudokuGenerator(settings(), 0.05, 42);
    for (int i = 0; i < PUZZLES; i++) {
      puzzles[i] = generator.problem(Split.TRAIN, i);
    }
  }

  private SudokuSettings settings() {
    return switch (kind) {
      case "minimal" -> SudokuExamples.settings("min-clues = 17, max-clues = 81");
      case "symmetric" ->
          SudokuExamples.settings("min-clues = 22, max-clues = 29, symmetric = true");
      case "easy" -> SudokuExamples.settings("min-clues = 36, max-clues = 36");
      case "small" -> SudokuExamples.settings("size = 4, min-clues = 4, max-clues = 6");
      default -> throw new IllegalArgumentException("Cannot make puzzles of kind: " + kind);
    };
  }

  @Benchmark
  public SudokuPuzzle problem() {
    next++;
    return generator.problem(Split.TRAIN, next);
  }

  @Benchmark
  public long fingerprint() {
    next = (next + 1) % PUZZLES;
    return SudokuSymmetry.fingerprint(puzzles[next]);
  }

  @Benchmark
  public String canonical() {
    next = (next + 1) % PUZZLES;
    return SudokuSymmetry.canonical(puzzles[next]);
  }
}
