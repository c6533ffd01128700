package dev.switchback.stage;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.countdown.CountdownStyle;
import dev.switchback.trace.countdown.CountdownTraces;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Players that are no models, against which models are measured: legal moves at random, and the
 * searches that the traces are made with.
 *
 * @param seed of the run
 * @param randomPlays of each problem
 */
record ReferencePlayers(long seed, int randomPlays) implements Serializable {
  /** The player that makes legal moves at random. */
  static final String RANDOM_PLAY = "random-play";

  private static final List<CountdownStyle> SEARCHES =
      List.of(CountdownStyle.DFS_SUM, CountdownStyle.DFS_MULT);

  /** Names of all of them, the sampled one first. */
  static List<String> names() {
    return Stream.concat(Stream.of(RANDOM_PLAY), SEARCHES.stream().map(CountdownStyle::key))
        .toList();
  }

  /** How many completions of a problem a player has. */
  long samples(String name) {
    return name.equals(RANDOM_PLAY) ? randomPlays : 1;
  }

  /** What they make of a problem, as rows of scores. */
  Iterator<Row> scores(String problemId, long index, CountdownProblem problem) {
    Stream<Row> plays =
        IntStream.range(0, randomPlays)
            .mapToObj(sample -> randomPlay(problemId, index, sample, problem));
    Stream<Row> searches = SEARCHES.stream().map(style -> search(problemId, style, problem));
    return Stream.concat(plays, searches).iterator();
  }

  private Row randomPlay(String problemId, long index, int sample, CountdownProblem problem) {
    RandomStream random = RandomStream.of(seed, RANDOM_PLAY, index, sample);
    return ScoreTable.row(
        RANDOM_PLAY,
        problemId,
        sample,
        Completions.outcome(problem, CountdownTraces.randomPlay(problem, random)));
  }

  private static Row search(String problemId, CountdownStyle style, CountdownProblem problem) {
    return ScoreTable.row(
        style.key(),
        problemId,
        0,
        Completions.outcome(problem, CountdownTraces.write(problem, style)));
  }
}
