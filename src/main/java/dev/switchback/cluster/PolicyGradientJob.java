package dev.switchback.cluster;

import dev.switchback.experiment.GrpoSettings;
import dev.switchback.grpo.CreditAssignment;
import dev.switchback.grpo.PolicyLearner;
import dev.switchback.grpo.Rollout;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.PolicySums;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.train.ProcessMemory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The gradient of an update: an ordinary Spark job. Each worker goes through its share of the files
 * of completions on its own device; their gradients are added up in the order of the workers. With
 * one worker the sum is its own, bit for bit. Workers keep nothing from one job to the next.
 */
public final class PolicyGradientJob {
  private final JavaSparkContext spark;
  private final Workers workers;
  private final GrpoSettings settings;
  private final int padding;

  /**
   * @param workers where they run
   * @param padding the token that fills up
   */
  public PolicyGradientJob(
      JavaSparkContext spark, Workers workers, GrpoSettings settings, int padding) {
    this.spark = spark;
    this.workers = workers;
    this.settings = settings;
    this.padding = padding;
  }

  /**
   * What all workers found.
   *
   * @param peakMemoryBytes largest of a worker's process so far
   * @param referenceSeconds time of the reference's passes, summed over workers
   */
  public record Result(
      PolicySums sums, Weights gradient, long peakMemoryBytes, double referenceSeconds) {}

  /**
   * Computes the gradient.
   *
   * @param policy the weights that are moved
   * @param reference the model that the policy is kept near; empty where it is not needed
   * @param files of completions; worker i of W goes through files i, i + W and so on
   * @param credit of the completions of this update, to which the others are nothing
   * @throws WorkerWatch.StalledException if nothing is computed for too long
   */
  public Result run(
      Broadcast<Weights> policy,
      Optional<Broadcast<Weights>> reference,
      List<String> files,
      CreditAssignment credit) {
    int count = settings.learner().workers();
    Broadcast<CreditAssignment> shared = spark.broadcast(credit);
    CollectionAccumulator<Seen> seen = spark.sc().collectionAccumulator("sums");
    WorkerTask task =
        new WorkerTask(
            policy,
            reference.orElse(null),
            shared,
            settings,
            padding,
            workers.threads(),
            new SerializableConfiguration(spark.hadoopConfiguration()));
    List<List<String>> shares =
        IntStream.range(0, count).mapToObj(worker -> share(files, worker, count)).toList();
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), count, Integer.MAX_VALUE, done -> {})) {
      LongAccumulator batches = watch.stepped();
      JavaRDD<StatePieces.Piece> pieces =
          spark
              .parallelize(shares, count)
              .mapPartitionsWithIndex(
                  (worker, share) -> task.learn(worker, share.next(), batches, seen), false);
      List<StatePieces.Piece> sums =
          watch.reduced(
              watch.over(workers.place(pieces), "Policy gradients"),
              StatePieces::sum,
              StatePieces.tasks(List.of(policy.value()), count),
              WorkerWatch.Patience.of(settings.learner()));
      Weights gradient = StatePieces.join(sums, List.of(policy.value())).get(0);
      return result(seen.value(), gradient);
    } finally {
      shared.destroy();
    }
  }

  private static List<String> share(List<String> files, int worker, int count) {
    List<String> own = new ArrayList<>();
    for (int i = worker; i < files.size(); i += count) {
      own.add(files.get(i));
    }
    return own;
  }

  /** A worker's task may have run twice: it has seen the same. */
  private static Result result(List<Seen> all, Weights gradient) {
    Map<Integer, Seen> byWorker = new TreeMap<>();
    all.forEach(seen -> byWorker.put(seen.worker(), seen));
    PolicySums sums =
        byWorker.values().stream().map(Seen::sums).reduce(PolicySums::plus).orElseThrow();
    long memory = byWorker.values().stream().mapToLong(Seen::peakMemoryBytes).max().orElseThrow();
    double reference = byWorker.values().stream().mapToDouble(Seen::referenceSeconds).sum();
    return new Result(sums, gradient, memory, reference);
  }

  /** What a worker tells beside its gradient. */
  private record Seen(int worker, PolicySums sums, long peakMemoryBytes, double referenceSeconds)
      implements Serializable {}

  /**
   * What a worker's task does.
   *
   * @param reference null where it is not needed
   * @param threads for products on a CPU
   */
  private record WorkerTask(
      Broadcast<Weights> policy,
      Broadcast<Weights> reference,
      Broadcast<CreditAssignment> credit,
      GrpoSettings settings,
      int padding,
      int threads,
      SerializableConfiguration hadoop)
      implements Serializable {

    Iterator<StatePieces.Piece> learn(
        int worker, List<String> files, LongAccumulator batches, CollectionAccumulator<Seen> seen) {
      EngineThread.prepare(threads);
      List<Rollout> rollouts = new ArrayList<>();
      for (String file : files) {
        rollouts.addAll(RolloutFile.read(hadoop.value(), new Path(file)));
      }
      Precision precision = Precision.of(settings.learner().precision());
      try (CausalLmProgram program =
          new CausalLmProgram(policy.value().architecture(), precision, TaskDevice.current())) {
        PolicyLearner.Result result =
            new PolicyLearner(program, settings, padding)
                .learn(
                    policy.value(),
                    Optional.ofNullable(reference).map(Broadcast::value),
                    rollouts,
                    credit.value(),
                    () -> batches.add(1));
        seen.add(
            new Seen(worker, result.sums(), ProcessMemory.peakBytes(), result.referenceSeconds()));
        return StatePieces.cut(worker, List.of(result.gradient())).iterator();
      }
    }
  }
}
