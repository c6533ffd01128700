package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.StackedGenerator;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.Trace;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
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

  private static final CountdownSettings SETTINGS = new CountdownSettings(4, 1, 99, 10, 100, 0.1);

  @Tag("slow")
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
    CountdownGenerator generator = new CountdownGenerator(SETTINGS, 0.05, 42);
    TraceRecorder recorder = new TraceRecorder();
    Sums sums =
        sums(
            index ->
                recorder.write(
                    generator.draw(Split.TRAIN, index).orElseThrow(), CountdownStyle.of(style)));
    assertThat(sums.solved()).isCloseTo(solved, within(4.0));
    assertThat(sums.length()).isCloseTo(length, within(lengthTolerance));
  }

  /**
   * How many are solved within the smallest budget and its doublings. Within 256 tokens 6.8 % of
   * the searches that see two numbers at once are said to be: its published traces, 150 of which
   * ours equal byte for byte, contradict that (23 % of those), so it is left out.
   */
  @ParameterizedTest
  @CsvSource({
    "dfs-sum, 256, 6.3 13.2 29.1 38.1 48.3",
    "dfs-mult, 256, 18.4 23.1 30.2 38.1 47.6",
    "think, 512, 30.5 42.4 51.1 56.8"
  })
  void searchesSolveAsManyWithinABudgetAsTheStudys(String style, int smallest, String published) {
    int[] solvedAt = lengths(CountdownStyle.of(style), Trace::solved);
    int budget = smallest;
    for (String share : published.split(" ")) {
      int within = budget;
      assertThat(100.0 * IntStream.of(solvedAt).filter(end -> end <= within).count() / PROBLEMS)
          .as("%d tokens", budget)
          .isCloseTo(Double.parseDouble(share), within(4.0));
      budget *= 2;
    }
  }

  /** 214 tokens with a standard deviation of 11, from 183 to 254, in 1,000 problems. */
  @Test
  void directTracesHaveTheLengthOfTheStudys() {
    int[] lengths = lengths(CountdownStyle.DIRECT, trace -> true);
    double mean = IntStream.of(lengths).average().orElseThrow();
    double variance =
        IntStream.of(lengths).mapToDouble(length -> Math.pow(length - mean, 2)).sum() / PROBLEMS;
    assertThat(mean).isCloseTo(214, within(2.0));
    assertThat(Math.sqrt(variance)).isCloseTo(11, within(1.0));
    assertThat(IntStream.of(lengths).min().orElseThrow()).isCloseTo(183, within(8));
    assertThat(IntStream.of(lengths).max().orElseThrow()).isCloseTo(254, within(8));
  }

  /** Of the study's 200 test problems, 67 have one solution; median 4, mean 8.4. */
  @Test
  void problemsHaveAsManySolutionsAsTheStudys() {
    CountdownGenerator generator = new CountdownGenerator(SETTINGS, 0.05, 42);
    CountdownSolver solver = new CountdownSolver();
    long[] solutions =
        LongStream.range(0, PROBLEMS)
            .map(i -> solver.countSolutions(generator.draw(Split.TRAIN, i).orElseThrow()))
            .sorted()
            .toArray();
    assertThat(LongStream.of(solutions).average().orElseThrow()).isCloseTo(8.4, within(2.0));
    assertThat(solutions[PROBLEMS / 2]).isBetween(3L, 5L);
    assertThat(100.0 * LongStream.of(solutions).filter(count -> count == 1).count() / PROBLEMS)
        .isCloseTo(33.5, within(10.0));
  }

  @Test
  void stackedSearchesAreLikeTheStudys() {
    StackedGenerator generator = new StackedGenerator(SETTINGS, 0.05, 42);
    StackedTraceRecorder recorder = new StackedTraceRecorder();
    Sums sums =
        sums(
            index ->
                recorder.write(generator.draw(Split.TRAIN, index).orElseThrow(), StackedStyle.DFS));
    assertThat(sums.solved()).isCloseTo(38.9, within(5.0));
    assertThat(sums.length()).isCloseTo(8624, within(1500.0));
  }

  /** Tokens of the traces that meet the condition. */
  private static int[] lengths(CountdownStyle style, Predicate<Trace> condition) {
    CountdownGenerator generator = new CountdownGenerator(SETTINGS, 0.05, 42);
    TraceRecorder recorder = new TraceRecorder();
    return IntStream.range(0, PROBLEMS)
        .mapToObj(i -> recorder.write(generator.draw(Split.TRAIN, i).orElseThrow(), style))
        .filter(condition)
        .mapToInt(trace -> CountdownTokenizer.INSTANCE.encode(trace.text()).length)
        .toArray();
  }

  private record Sums(double solved, double length) {}

  private static Sums sums(LongFunction<Trace> traces) {
    double solved = 0;
    double length = 0;
    for (int index : IntStream.range(0, PROBLEMS).toArray()) {
      Trace trace = traces.apply(index);
      solved += trace.solved() && trace.nodes() + 1 < LEAVES ? 1 : 0;
      length += CountdownTokenizer.INSTANCE.encode(trace.text()).length;
    }
    return new Sums(100 * solved / PROBLEMS, length / PROBLEMS);
  }
}
