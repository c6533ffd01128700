package dev.switchback.bench;

import dev.switchback.Fixtures;
import dev.switchback.family.sudoku.SudokuExamples;
import dev.switchback.family.sudoku.puzzle.SudokuGenerator;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.puzzle.Split;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Puzzles solved and their solution proved to be the only one, on one core. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SudokuSolverBenchmark {
  /** Nine puzzles that were published as the hardest known at their time. */
  private static final List<String> HARDEST =
      List.of(
          ".......39.....1..5..3.5.8....8.9...6.7...2...1..4.......9.8..5..2....6..4..7.....",
          "1.......2.9.4...5...6...7...5.9.3.......7.......85..4.7.....6...3...9.8...2.....1",
          ".......12........3..23..4....18....5.6..7.8.......9.....85.....9...4.5..47...6...",
          "1....7.9..3..2...8..96..5....53..9...1..8...26....4...3......1..4......7..7...3..",
          "..53.....8......2..7..1.5..4....53...1..7...6..32...8..6.5....9..4....3......97..",
          "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
          "........3..1..56...9..4..7......9.5.7.......8.5.4.2....8..2..9...35..1..6........",
          "..1..4.......6.3.5...9.....8.....7.3.......285...7.6..3...8...6..92......4...1...",
          "12.3....435....1....4........54..2..6...7.........8.9...31..5.......9.7.....6...8");

  /** The fixtures' sets, those of them with most guesses, published ones, and generated ones. */
  @Param({"17-clues", "magictour", "magictour-hardest-50", "hardest-9", "generated"})
  String set;

  private final SudokuSolver solver = new SudokuSolver(9);
  private List<byte[]> puzzles;
  private int next;

  @Setup
  public void read() {
    puzzles =
        switch (set) {
          case "17-clues" -> cells(Fixtures.lines("sudoku-17clue-5000.txt.gz"));
          case "magictour" -> cells(Fixtures.lines("sudoku-magictour-1465.txt.gz"));
          case "magictour-hardest-50" ->
              mostGuesses(Fixtures.lines("sudoku-magictour-1465.txt.gz"), 50);
          case "hardest-9" -> cells(HARDEST);
          case "generated" -> generated(5000);
          default -> throw new IllegalArgumentException("Cannot find a set of puzzles: " + set);
        };
  }

  @Benchmark
  public int unique() {
    next = (next + 1) % puzzles.size();
    return solver.countSolutions(puzzles.get(next), 2);
  }

  private List<byte[]> mostGuesses(List<String> lines, int most) {
    return cells(
        lines.stream()
            .sorted(Comparator.comparingLong((String line) -> -guesses(line)))
            .limit(most)
            .toList());
  }

  private long guesses(String line) {
    solver.unique(SudokuPuzzle.parse(line));
    return solver.guesses();
  }

  private static List<byte[]> generated(int count) {
    SudokuGenerator generator =
        new SudokuGenerator(SudokuExamples.settings("min-clues = 17, max-clues = 81"), 0.05, 42);
    return IntStream.range(0, count)
        .mapToObj(index -> generator.problem(Split.TRAIN, index).cells())
        .toList();
  }

  private static List<byte[]> cells(List<String> lines) {
    return lines.stream().map(line -> SudokuPuzzle.parse(line).cells()).toList();
  }
}
