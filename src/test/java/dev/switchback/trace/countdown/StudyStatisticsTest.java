package dev.switchback.trace.countdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.config.ProblemSettings;
import dev.switchback.config.SudokuExamples;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.puzzle.countdown.StackedGenerator;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statistics of seeded traces against those of the study's 20,000 problems (1,000 for each beam and
 * for stacked problems): 2,000 problems leave a standard error of about 1 in a hundred.
 */
class StudyStatisticsTest {
  private static final int PROBLEMS = 2000;

  /** "Solved" takes fewer explored operations than this, as in the study. */
  private static final int LEAVES = 1152;

  private static final ProblemSettings SETTINGS =
      new ProblemSettings(
          "countdown",
          "",
          4,
          1,
          99,
          10,
          100,
          0.1,
          0.05,
          100_000,
          1000,
          1000,
          false,
          100_000,
          true,
          List.of(),
          SudokuExamples.USUAL);

  @ParameterizedTest
  @CsvSource({
    "dfs-sum, 80.8, 5694, 350",
    "dfs-mult, 59.8, 2865, 400",
    "think, 59.9, 1094, 120",
    "bfs-1, 23, 280, 60",
    "bfs-2, 43, 973, 320",
    "bfs-3, 57, 2190, 850",
    "bfs-4, 62, 3553, 1350",
    "bfs-5, 68, 4966, 1850"
  })
  void searchesSolveAsManyAsTheStudysInTracesOfItsLength(
      String style, double solved, double length, double lengthTolerance) {
    CountdownGenerator generator = new CountdownGenerator(SETTINGS, 42);
    TraceRecorder recorder = new TraceRecorder();
    Sums sums =
        sums(
            index ->
                recorder.write(
                    generator.draw(Split.TRAIN, index).orElseThrow(), CountdownStyle.of(style)));
    assertThat(sums.solved()).isCloseTo(solved, within(4.0));
    assertThat(sums.length()).isCloseTo(length, within(lengthTolerance));
  }

  @Test
  void stackedSearchesAreLikeTheStudys() {
    StackedGenerator generator = new StackedGenerator(SETTINGS, 42);
    StackedTraceRecorder recorder = new StackedTraceRecorder();
    Sums sums =
        sums(
            index ->
                recorder.write(generator.draw(Split.TRAIN, index).orElseThrow(), StackedStyle.DFS));
    assertThat(sums.solved()).isCloseTo(38.9, within(5.0));
    assertThat(sums.length()).isCloseTo(8624, within(1500.0));
  }

  private record Sums(double solved, double length) {}

  private static Sums sums(LongFunction<Trace> traces) {
    double solved = 0;
    double length = 0;
    for (int index : IntStream.range(0, PROBLEMS).toArray()) {
      Trace trace = traces.apply(index);
      solved += trace.solved() && trace.nodes() + 1 < LEAVES ? 1 : 0;
      length += Tokenizer.countdown().encode(trace.text()).length;
    }
    return new Sums(100 * solved / PROBLEMS, length / PROBLEMS);
  }
}
