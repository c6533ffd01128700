package dev.switchback.bench;

import dev.switchback.family.sudoku.SudokuExamples;
import dev.switchback.family.sudoku.puzzle.SudokuGenerator;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.SudokuSearch;
import dev.switchback.family.sudoku.search.SudokuSearchCount;
import dev.switchback.family.sudoku.search.SudokuTechnique;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraceRecorder;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import java.util.EnumSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Minimal puzzles with 22 to 29 clues, their traces and tokens, one after the other, on one core.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SudokuTraceBenchmark {
  private static final int PUZZLES = 5_000;

  @Param({"direct", "strategy", "naive"})
  String style;

  private final SudokuPuzzle[] puzzles = new SudokuPuzzle[PUZZLES];
  private final SudokuTraceRecorder recorder = new SudokuTraceRecorder();
  private final SudokuSearch search = new SudokuSearch(9);
  private final Tokenizer tokenizer = SudokuTokenizer.INSTANCE;
  private SudokuStyle written;
  private int next;

  @Setup
  public void draw() {
    SudokuSettings settings = SudokuExamples.USUAL;
    SudokuGenerator generator = new SudokuGenerator(settings, 0.05, 42);
    written = SudokuStyle.of(style);
    for (int i = 0; i < PUZZLES; i++) {
      puzzles[i] = generator.problem(Split.TRAIN, i);
    }
  }

  @Benchmark
  public byte[] traceAndTokens() {
    return tokenizer.encodeFramed(trace().text());
  }

  @Benchmark
  public Trace trace() {
    next = (next + 1) % PUZZLES;
    return recorder.write(puzzles[next], written, Guessing.USUAL);
  }

  @Benchmark
  public boolean searchAlone() {
    next = (next + 1) % PUZZLES;
    return search.search(
        puzzles[next],
        written == SudokuStyle.NAIVE
            ? EnumSet.of(SudokuTechnique.LONE_SINGLE)
            : SudokuTechnique.all(true),
        Guessing.USUAL,
        new SudokuSearchCount());
  }
}
