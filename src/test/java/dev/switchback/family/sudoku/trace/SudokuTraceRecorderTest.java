package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Trace;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SudokuTraceRecorderTest {
  private static final SudokuTraceRecorder RECORDER = new SudokuTraceRecorder();
  private static final int LONGEST = 60_000;
  private static final Guessing ROW_MAJOR =
      new Guessing(GuessOrder.ROW_MAJOR, Propagation.FIXPOINT);
  private static final List<Guessing> WAYS =
      Arrays.stream(GuessOrder.values())
          .flatMap(
              order ->
                  Arrays.stream(Propagation.values())
                      .map(propagation -> new Guessing(order, propagation)))
          .toList();

  static Stream<Integer> cases() {
    return Cases.count(60);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void tracesEqualThoseOfPlainSets(int number) {
    RandomStream random = Cases.random("sudoku-traces", number);
    int size = number % 4 == 0 ? 4 : number % 4 == 1 ? 6 : 9;
    SudokuPuzzle puzzle =
        number % 3 == 0 ? RandomSudoku.any(random, size) : RandomSudoku.minimal(random, size);
    boolean unique = new SudokuSolver(size).unique(puzzle);
    for (Guessing guessing : WAYS) {
      SetSudoku.Order order =
          guessing.order() == GuessOrder.ROW_MAJOR
              ? SetSudoku.ROW_MAJOR
              : SetSudoku.FEWEST_CANDIDATES;
      Propagation propagation = guessing.propagation();
      String strategy = RECORDER.write(puzzle, SudokuStyle.STRATEGY, guessing).text();
      if (strategy.length() < LONGEST) {
        assertThat(strategy).isEqualTo(SetSudoku.trace(puzzle, false, order, propagation, unique));
        assertThat(RECORDER.write(puzzle, SudokuStyle.DIRECT, guessing).text())
            .isEqualTo(SetSudoku.direct(strategy));
      }
      String naive = RECORDER.write(puzzle, SudokuStyle.NAIVE, guessing).text();
      if (naive.length() < LONGEST) {
        assertThat(naive).isEqualTo(SetSudoku.trace(puzzle, true, order, propagation, unique));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPlainAnswerIsThePlainSearchWithoutItsDeadEndsRowByRow(int number) {
    SudokuPuzzle puzzle = RandomSudoku.minimal(Cases.random("sudoku-answers", number), 6);
    String search = RECORDER.write(puzzle, SudokuStyle.PLAIN, Guessing.USUAL).text();
    Trace answer = RECORDER.write(puzzle, SudokuStyle.PLAIN_DIRECT, Guessing.USUAL);
    assertThat(answer.text()).isEqualTo(SetSudoku.direct(search));
    assertThat(answer.text().substring(SudokuTraces.prompt(puzzle).length()).lines())
        .hasSize(36 - puzzle.clues() + 1)
        .isSorted();
    assertThat(SudokuStyle.DIRECT.rowByRow()).isEqualTo(SudokuStyle.PLAIN_DIRECT);
  }

  @Test
  void oneSweepGuessesMoreOftenAndSolvesAsWell() {
    int usual = 0;
    int one = 0;
    for (int number : cases().toList()) {
      SudokuPuzzle puzzle = RandomSudoku.minimal(Cases.random("sudoku-sweeps", number), 9);
      usual += RECORDER.write(puzzle, SudokuStyle.STRATEGY, Guessing.USUAL).mistakes();
      Guessing swept = new Guessing(GuessOrder.FEWEST_CANDIDATES, Propagation.SINGLE_PASS);
      Trace trace = RECORDER.write(puzzle, SudokuStyle.STRATEGY, swept);
      assertThat(trace.solved()).isTrue();
      one += trace.mistakes();
    }
    assertThat(one).isGreaterThan(usual);
  }

  @Test
  void theComparedTracesHaveEveryKindOfLine() {
    Set<String> kinds = new HashSet<>();
    for (int number : cases().toList()) {
      RandomStream random = Cases.random("sudoku-traces", number);
      SudokuPuzzle puzzle = RandomSudoku.minimal(random, 9);
      RECORDER
          .write(puzzle, SudokuStyle.STRATEGY, ROW_MAJOR)
          .text()
          .lines()
          .forEach(line -> kinds.add(line.replaceAll("[ :].*", "").replaceAll("\\(.*", "cell")));
    }
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "original", "cell", "solving", "guess", "nocand", "invalid", "revert", "SOL_E");
  }

  @Test
  void aTraceIsWrittenAsTheGrammarSays() {
    SudokuPuzzle puzzle = new SudokuPuzzle("1...............");
    Trace trace = RECORDER.write(puzzle, SudokuStyle.NAIVE, Guessing.USUAL);
    assertThat(trace.text())
        .startsWith(
            "original: \n(0, 0) = 1  \nsolving SOL_S\nguess: (0, 1) [2, 3, 4] = 2 \n(0, 1) = 2 \n")
        .endsWith(" \nSOL_E\n");
    assertThat(trace.text()).startsWith(SudokuTraces.prompt(puzzle));
    assertThat(trace.solved()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void countsSayWhatIsWritten(int number) {
    SudokuPuzzle puzzle = RandomSudoku.minimal(Cases.random("sudoku-counts", number), 6);
    for (SudokuStyle style : SudokuStyle.values()) {
      if (style.isTerse()) {
        continue;
      }
      Trace trace = RECORDER.write(puzzle, style, Guessing.USUAL);
      String prompt = SudokuTraces.prompt(puzzle);
      assertThat(trace.text()).startsWith(prompt);
      assertThat(trace.mistakes())
          .isEqualTo(trace.text().lines().filter(line -> line.startsWith("revert:")).count());
      assertThat(trace.nodes())
          .isEqualTo(
              trace
                  .text()
                  .substring(prompt.length())
                  .lines()
                  .filter(l -> l.startsWith("("))
                  .count());
      assertThat(trace.nodes()).isGreaterThanOrEqualTo(36 - puzzle.clues());
    }
  }

  @Test
  void randomPlayFillsRowByRowUntilItIsStuckOrDone() {
    int solved = 0;
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      SudokuPuzzle puzzle = new SudokuPuzzle("1...............");
      Trace trace = SudokuTraces.randomPlay(puzzle, RandomStream.of(5, "play", i));
      assertThat(trace.text().endsWith("SOL_E\n")).isEqualTo(trace.solved());
      assertThat(trace.text()).startsWith(SudokuTraces.prompt(puzzle) + "(0, 1) = ");
      assertThat(trace.nodes() == 15).isEqualTo(trace.solved());
      solved += trace.solved() ? 1 : 0;
      texts.add(trace.text());
    }
    assertThat(solved).isBetween(20, 280);
    assertThat(texts).hasSizeGreaterThan(50);
  }

  @Test
  void aPuzzleWithoutASolutionIsRefused() {
    SudokuPuzzle puzzle = new SudokuPuzzle("12....3........4");
    assertThatThrownBy(() -> RECORDER.write(puzzle, SudokuStyle.NAIVE, Guessing.USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no solution");
  }
}
