package dev.switchback.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.BatchPlan;
import dev.switchback.train.TokenRows;
import dev.switchback.train.ValidationLoss;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;

/**
 * What a model in training is worth on problems that it does not learn from: one task, on a
 * worker's device.
 *
 * @param rows that the loss is over; may be empty
 * @param prompts START and the first line of problems that it answers; may be empty
 * @param tuning the same of problems for the learning curve; may be empty
 * @param training of the model
 * @param sampling how the model will be sampled: so the learning curve is; other answers are greedy
 * @param tokenizer of rows and prompts
 */
public record ValidationRound(
    TokenRows rows,
    List<int[]> prompts,
    List<int[]> tuning,
    TrainingSettings training,
    SamplingSettings sampling,
    Tokenizer tokenizer)
    implements Serializable {

  /**
   * Measures a model.
   *
   * @throws WorkerWatch.StalledException if nothing is computed for too long
   */
  public Measured run(JavaSparkContext spark, Workers workers, Weights weights) {
    if (rows.count() == 0 && prompts.isEmpty() && tuning.isEmpty()) {
      return new Measured(Double.NaN, List.of(), List.of());
    }
    Broadcast<Weights> broadcast = spark.broadcast(weights);
    int threads = workers.threads();
    int steps = prompts.size() + tuning.size() + (rows.count() == 0 ? 0 : plan().batchesPerEpoch());
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 1, steps, taken -> {})) {
      LongAccumulator stepped = watch.stepped();
      JavaRDD<Measured> task =
          spark
              .parallelize(List.of(0), 1)
              .map(only -> measure(broadcast.value(), threads, () -> stepped.add(1)));
      return watch
          .await(
              watch.over(workers.place(task), "Validation").collectAsync(),
              WorkerWatch.Patience.of(training.workers()))
          .get(0);
    } finally {
      broadcast.destroy();
    }
  }

  private Measured measure(Weights weights, int threads, Runnable step) {
    EngineThread.prepare(threads);
    return new Measured(
        loss(weights, step),
        answers(weights, prompts, sampling.greedy(), step),
        answers(weights, tuning, sampling.once(), step));
  }

  private BatchPlan plan() {
    return new BatchPlan(
        rows, training.batchTokens(), training.bucketWidth(), tokenizer.pad(), 0, 0);
  }

  private double loss(Weights weights, Runnable step) {
    if (rows.count() == 0) {
      return Double.NaN;
    }
    Precision precision = Precision.of(training.precision());
    try (CausalLmProgram program = program(weights, precision)) {
      return ValidationLoss.of(program, weights, plan().inOrder(), tokenizer.pad(), step);
    }
  }

  private List<String> answers(
      Weights weights, List<int[]> asked, SamplingSettings drawing, Runnable step) {
    if (asked.isEmpty()) {
      return List.of();
    }
    String[] texts = new String[asked.size()];
    try (CausalLmProgram program = program(weights, Precision.FLOAT32);
        Decoder decoder = new Decoder(program, weights, tokenizer, drawing, 0)) {
      Iterator<Prompt> prompted =
          IntStream.range(0, asked.size())
              .mapToObj(i -> new Prompt(i, i, 0, asked.get(i)))
              .iterator();
      decoder
          .complete(prompted)
          .forEachRemaining(
              answer -> {
                write(texts, answer);
                step.run();
              });
    }
    return List.of(texts);
  }

  private void write(String[] texts, Completion answer) {
    texts[answer.prompt().problem()] = tokenizer.decode(answer.withPrompt());
  }

  private static CausalLmProgram program(Weights weights, Precision precision) {
    return new CausalLmProgram(weights.architecture(), precision, TaskDevice.current());
  }

  /**
   * What was measured, serialized by Java also where an application has chosen Kryo.
   *
   * @param meanLoss in nats; NaN where there are no rows
   * @param answers prompt and completion as text, in the order of the prompts
   * @param tuningAnswers the same of the problems for the learning curve
   */
  @DefaultSerializer(JavaSerializer.class)
  public record Measured(double meanLoss, List<String> answers, List<String> tuningAnswers)
      implements Serializable {

    /** The loss, where there are rows. */
    public OptionalDouble loss() {
      return Double.isNaN(meanLoss) ? OptionalDouble.empty() : OptionalDouble.of(meanLoss);
    }
  }
}
