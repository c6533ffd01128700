package dev.switchback.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.artifact.Locations;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.grpo.Rollout;
import dev.switchback.grpo.RolloutSampler;
import dev.switchback.grpo.RolloutSampler.Asked;
import dev.switchback.model.Weights;
import dev.switchback.sample.Decoder;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Draws the completions of a step: an ordinary Spark job, whose tasks each draw and judge the
 * completions of some problems, a shard. How problems are cut into shards depends on the settings
 * alone, and a shard is decoded by itself: a task that runs again gives the same.
 */
public final class RolloutJob {
  private final JavaSparkContext spark;
  private final Tokenizer tokenizer;
  private final SamplingSettings drawing;

  /**
   * @param drawing how completions are drawn
   */
  public RolloutJob(JavaSparkContext spark, Tokenizer tokenizer, SamplingSettings drawing) {
    this.spark = spark;
    this.tokenizer = tokenizer;
    this.drawing = drawing;
  }

  /**
   * What was drawn.
   *
   * @param facts of all completions, by group and sample
   * @param files that have them, in the order of their groups; none where they are not kept
   * @param judgingSeconds the time in which they were judged, summed over tasks
   */
  public record Result(List<Rollout.Facts> facts, List<String> files, double judgingSeconds) {}

  /**
   * Draws, or finds what a run before has drawn.
   *
   * @param weights that draw
   * @param problems of the groups, in their order
   * @param seed of the draws
   * @param folder for the completions, of these weights, this step and these settings alone; empty
   *     where they are not kept
   */
  public Result run(
      Broadcast<Weights> weights, List<Asked> problems, long seed, Optional<Path> folder) {
    int threads = spark.getConf().getInt("spark.task.cpus", 1);
    SampleTask sampling = new SampleTask(weights, tokenizer, drawing, seed, threads);
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    ShardTask task = new ShardTask(sampling, folder.map(Path::toString).orElse(""), hadoop);
    List<List<Asked>> shards = shards(problems);
    List<ShardResult> drawn = spark.parallelize(shards, shards.size()).map(task::draw).collect();
    return new Result(
        drawn.stream().flatMap(shard -> shard.facts().stream()).toList(),
        folder.isEmpty() ? List.of() : shards.stream().map(task::file).map(Path::toString).toList(),
        drawn.stream().mapToDouble(ShardResult::judgingSeconds).sum());
  }

  /** Whole groups, of as many completions as are decoded together. */
  private List<List<Asked>> shards(List<Asked> problems) {
    int size = Math.max(1, drawing.slots() / drawing.samples());
    List<List<Asked>> shards = new ArrayList<>();
    for (int first = 0; first < problems.size(); first += size) {
      int end = Math.min(first + size, problems.size());
      shards.add(new ArrayList<>(problems.subList(first, end)));
    }
    return shards;
  }

  /**
   * What a task gives back: facts of completions are a few bytes each. Java serializes it also
   * where an application has chosen Kryo.
   */
  @DefaultSerializer(JavaSerializer.class)
  private record ShardResult(List<Rollout.Facts> facts, double judgingSeconds)
      implements Serializable {}

  /**
   * What a task does.
   *
   * @param folder for the completions; empty where they are not kept
   */
  private record ShardTask(SampleTask sampling, String folder, SerializableConfiguration hadoop)
      implements Serializable {

    ShardResult draw(List<Asked> problems) throws IOException {
      if (folder.isEmpty()) {
        return facts(drawn(problems));
      }
      Configuration configuration = hadoop.value();
      Path file = file(problems);
      if (Locations.files(file, configuration).exists(file)) {
        return facts(new RolloutSampler.Drawn(RolloutFile.read(configuration, file), 0));
      }
      RolloutSampler.Drawn drawn = drawn(problems);
      RolloutFile.write(configuration, file, sampling.tokenizer(), problems, drawn.rollouts());
      return facts(drawn);
    }

    Path file(List<Asked> problems) {
      int first = problems.get(0).group();
      int last = problems.get(problems.size() - 1).group();
      String name = String.format(Locale.ROOT, "part-%05d-%05d.parquet", first, last);
      return new Path(folder, name);
    }

    private RolloutSampler.Drawn drawn(List<Asked> problems) {
      try (Decoder decoder = sampling.decoder()) {
        return RolloutSampler.draw(
            decoder, sampling.tokenizer(), problems, sampling.settings().samples());
      }
    }

    private static ShardResult facts(RolloutSampler.Drawn drawn) {
      return new ShardResult(
          new ArrayList<>(drawn.rollouts().stream().map(Rollout::facts).toList()),
          drawn.judgingSeconds());
    }
  }
}
