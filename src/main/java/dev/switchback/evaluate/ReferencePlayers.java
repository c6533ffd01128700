package dev.switchback.evaluate;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.ReservedNames;
import dev.switchback.family.Family;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Question;
import dev.switchback.trace.TraceStyle;
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
public record ReferencePlayers(Family family, long seed, int randomPlays) implements Serializable {
  /** The player that makes legal moves at random. */
  public static final String RANDOM_PLAY = ReservedNames.RANDOM_PLAY;

  /** Names of all of them, the sampled one first. */
  public static List<String> names(Family family) {
    return Stream.concat(Stream.of(RANDOM_PLAY), family.referenceSearches().stream()).toList();
  }

  /** How many completions of a problem a player has. */
  long samples(String name) {
    return name.equals(RANDOM_PLAY) ? randomPlays : 1;
  }

  /** What they make of the problem of a row, as rows of scores; none of them writes tersely. */
  Iterator<Row> scores(Row problem) {
    CompletionGrader completions =
        new CompletionGrader(family.tokenizer(), TraceStyle.BACKTRACKING);
    Question question = family.question(problem);
    Stream<Row> plays =
        IntStream.range(0, randomPlays)
            .mapToObj(sample -> randomPlay(completions, sample, problem, question));
    Stream<Row> searches =
        family.referenceSearches().stream().map(name -> search(name, problem, question));
    return Stream.concat(plays, searches).iterator();
  }

  private Row randomPlay(CompletionGrader completions, int sample, Row problem, Question question) {
    RandomStream random = RandomStream.of(seed, RANDOM_PLAY, problem.<Long>getAs("index"), sample);
    return ScoreTable.row(
        RANDOM_PLAY,
        1,
        problem.getAs("problem_id"),
        sample,
        completions.outcome(question, question.randomPlay(random)));
  }

  private Row search(String name, Row problem, Question question) {
    CompletionGrader completions =
        new CompletionGrader(family.tokenizer(), TraceStyle.BACKTRACKING, List.of(name));
    return ScoreTable.row(
        name,
        1,
        problem.getAs("problem_id"),
        0,
        completions.outcome(question, family.search(name, problem)));
  }
}
