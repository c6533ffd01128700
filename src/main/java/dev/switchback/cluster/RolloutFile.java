package dev.switchback.cluster;

import dev.switchback.dataset.RolloutTable;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.grpo.Rollout;
import dev.switchback.grpo.RolloutSampler.Asked;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** A file of the table of rollouts: the completions of some groups of a step. */
final class RolloutFile {
  private RolloutFile() {}

  /**
   * Writes completions, unless another attempt was faster.
   *
   * @param problems of the groups, in their order
   * @param rollouts by group and sample
   */
  static void write(
      Configuration hadoop,
      Path file,
      Tokenizer tokenizer,
      List<Asked> problems,
      List<Rollout> rollouts)
      throws IOException {
    int first = problems.get(0).group();
    Iterator<Row> rows =
        rollouts.stream()
            .map(rollout -> row(rollout, problems.get(rollout.group() - first), tokenizer))
            .iterator();
    RolloutTable.writer().write(hadoop, file, rows, written -> {});
  }

  /**
   * Reads completions.
   *
   * @throws dev.switchback.artifact.InputException if the file is missing or damaged
   */
  static List<Rollout> read(Configuration hadoop, Path file) {
    List<Rollout> rollouts = new ArrayList<>();
    try (ShardReader rows = new ShardReader(hadoop, file, RolloutTable.SCHEMA)) {
      while (rows.hasNext()) {
        rollouts.add(rollout(rows.next()));
      }
    }
    return rollouts;
  }

  private static Row row(Rollout rollout, Asked problem, Tokenizer tokenizer) {
    int[] all =
        IntStream.concat(IntStream.of(rollout.promptTokens()), IntStream.of(rollout.tokens()))
            .toArray();
    return RowFactory.create(
        problem.problemId(),
        rollout.group(),
        rollout.sample(),
        rollout.promptTokens(),
        rollout.tokens(),
        rollout.logProbabilities(),
        tokenizer.decode(all),
        rollout.facts().cut(),
        rollout.facts().correct(),
        rollout.facts().correctPaper(),
        rollout.facts().mistakes());
  }

  private static Rollout rollout(Row row) {
    int group = row.getAs("group");
    int sample = row.getAs("sample");
    int[] prompt = integers(row.getAs("prompt"));
    int[] tokens = integers(row.getAs("tokens"));
    return new Rollout(
        group,
        sample,
        prompt,
        tokens,
        floats(row.getAs("log_probabilities")),
        new Rollout.Facts(
            group,
            sample,
            prompt.length,
            tokens.length,
            row.getAs("cut"),
            row.getAs("correct"),
            row.getAs("correct_paper"),
            row.getAs("mistakes")));
  }

  private static int[] integers(Seq<Object> column) {
    return JavaConverters.seqAsJavaList(column).stream().mapToInt(value -> (int) value).toArray();
  }

  private static float[] floats(Seq<Object> column) {
    float[] values = new float[column.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) column.apply(i);
    }
    return values;
  }
}
