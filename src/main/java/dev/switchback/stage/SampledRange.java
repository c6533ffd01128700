package dev.switchback.stage;

import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.SampleTable;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.sample.Completion;
import dev.switchback.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A range of problems whose completions come in any order, until all of them are there.
 *
 * <p>Held in memory: what has been completed of it.
 */
final class SampledRange {
  private final ProblemRange range;
  private final int firstProblem;
  private final int samples;
  private final List<String> ids = new ArrayList<>();
  private final Completion[] completions;
  private int left;

  /**
   * @param firstProblem what the prompts of its first problem have as their problem's number
   */
  SampledRange(ProblemRange range, int firstProblem, int samples) {
    this.range = range;
    this.firstProblem = firstProblem;
    this.samples = samples;
    completions = new Completion[range.count() * samples];
    left = completions.length;
  }

  ProblemRange range() {
    return range;
  }

  int firstProblem() {
    return firstProblem;
  }

  /** Names the next problem. */
  void add(String problemId) {
    ids.add(problemId);
  }

  /** Takes a completion, and says whether it was the last one missing. */
  boolean add(Completion completion) {
    int problem = completion.prompt().problem() - firstProblem;
    completions[problem * samples + completion.prompt().sample()] = completion;
    left--;
    return left == 0;
  }

  /** In the order of problems and samples. */
  Iterator<Row> rows(Tokenizer tokenizer, SamplingSettings settings, long seed) {
    return Arrays.stream(completions)
        .map(
            completion ->
                SampleTable.row(
                    ids.get(completion.prompt().problem() - firstProblem),
                    completion.prompt().sample(),
                    seed,
                    settings.temperature(),
                    completion.tokens(),
                    tokenizer.decode(completion.withPrompt()),
                    completion.prompt().tokens().length,
                    completion.finish().key(),
                    completion.logProbability(),
                    settings.tokenLogProbabilities() ? completion.logProbabilities() : null))
        .iterator();
  }
}
