package dev.switchback.cluster;

import dev.switchback.cluster.WorkerPlacement.ExecutorResources;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.GrpoSettings.LearnerSettings;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.Architecture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of a training on the executors of an application. */
public final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final int BYTES_OF_A_VALUE = 4;

  /** Weights and two moments. */
  private static final int STATES = 3;

  private final WorkerPlacement placement;
  private final ResourceProfile profile;

  private Workers(WorkerPlacement placement) {
    this.placement = placement;
    this.profile = profile(placement.request());
  }

  /**
   * Places workers, and waits until there are executors for all of them.
   *
   * @throws ConfigurationException if the application's settings do not allow it, or executors do
   *     not come in time
   */
  public static Workers place(
      SparkContext spark, TrainingSettings training, Architecture architecture) {
    Asked asked =
        new Asked(
            training.workers().count(),
            "workers.count",
            Duration.ofMinutes(training.workers().executorTimeoutMinutes()),
            training.precision());
    return place(spark, asked, architecture);
  }

  /** The same for a training by rewards. */
  public static Workers place(
      SparkContext spark, LearnerSettings learner, Architecture architecture) {
    Asked asked =
        new Asked(
            learner.workers(),
            "grpo.learner.workers",
            Duration.ofMinutes(learner.executorTimeoutMinutes()),
            learner.precision());
    return place(spark, asked, architecture);
  }

  /**
   * How many workers are to compute.
   *
   * @param key that says how many
   * @param limit how long they are waited for
   * @param precision in which they compute
   */
  record Asked(int count, String key, Duration limit, String precision) {}

  private static Workers place(SparkContext spark, Asked settings, Architecture architecture) {
    Map<String, String> conf = Executors.settings(spark);
    long bytes = architecture.parameterCount() * BYTES_OF_A_VALUE * STATES;
    WorkerPlacement.requireSettings(conf, settings.count(), bytes);
    if (WorkerPlacement.isLocal(conf) && settings.count() > 1 && TaskDevice.gpus() > 0) {
      throw new ConfigurationException(
          "Cannot train with "
              + settings.key()
              + " = "
              + settings.count()
              + " on "
              + conf.get("spark.master")
              + ": workers of one process would share the GPU, expected 1; start a standalone"
              + " cluster on this machine to use several GPUs");
    }
    if (WorkerPlacement.isLocal(conf) && TaskDevice.gpus() == 0) {
      slow(settings.precision(), Cpu.current()).ifPresent(LOG::warn);
    }
    List<ExecutorResources> executors = Executors.await(spark, settings);
    return new Workers(WorkerPlacement.of(conf, executors, settings.count()));
  }

  /** What to say of a training on a CPU that does not compute in its precision. */
  static Optional<String> slow(String precision, Cpu cpu) {
    return precision.equals("bfloat16") && cpu.imitatesBfloat16()
        ? Optional.of(
            "This CPU imitates bfloat16, which is many times slower than float32; to train faster,"
                + " end this and set training.precision = float32 for each model")
        : Optional.empty();
  }

  /** Threads for a worker's products on a CPU. */
  int threads() {
    return placement.threads();
  }

  /** Asks for what a worker needs, for the tasks of this RDD alone. */
  <T> JavaRDD<T> place(JavaRDD<T> tasks) {
    return profile == null ? tasks : tasks.withResources(profile);
  }

  /** One profile for all rounds: Spark takes equal ones for different. */
  private static ResourceProfile profile(WorkerPlacement.Request request) {
    if (request.equals(WorkerPlacement.Request.DEFAULT)) {
      return null;
    }
    TaskResourceRequests requests = new TaskResourceRequests().cpus(request.cores());
    if (request.gpus() > 0) {
      requests = requests.resource(TaskDevice.GPU, request.gpus());
    }
    return new ResourceProfileBuilder().require(requests).build();
  }
}
