package dev.switchback.bench;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.config.CheckpointSettings;
import dev.switchback.config.TrainingSettings;
import dev.switchback.config.ValidationSettings;
import dev.switchback.config.WorkerSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.BatchPlan;
import dev.switchback.train.TokenRows;
import dev.switchback.train.TrainingLoop;
import dev.switchback.train.TrainingState;
import dev.switchback.train.WorkerReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Tokens per second of whole training steps: forward, backward, clipping, AdamW. */
public final class TrainingBench {
  private static final int ROWS = 32;
  private static final int WARM_UP_STEPS = 3;
  private static final int STEPS = 8;
  private static final int PADDING = 0;

  private TrainingBench() {}

  /** Prints a line for each type and number of threads. */
  public static void run(PrintStream out) {
    out.println("Training, tokens/s: batch 32, length 256, 4.8M parameters, AdamW, full step");
    int cores = Runtime.getRuntime().availableProcessors();
    for (int threads : IntStream.of(1, cores).distinct().toArray()) {
      for (Precision precision : Precision.values()) {
        out.printf(
            Locale.ROOT,
            "%-9s %d thread(s) %,8.0f%n",
            precision,
            threads,
            tokensPerSecond(precision, threads));
      }
    }
  }

  private static double tokensPerSecond(Precision precision, int threads) {
    EngineThread.prepare(threads);
    BatchPlan plan = new BatchPlan(rows(), ROWS * (BenchModel.LENGTH + 1), 256, PADDING, 1, 0);
    TrainingState state = TrainingState.initial(BenchModel.ARCHITECTURE, 1);
    try (CausalLmProgram program =
        new CausalLmProgram(BenchModel.ARCHITECTURE, precision, Device.cpu())) {
      TrainingLoop loop = new TrainingLoop(program, settings(), PADDING);
      TrainingState warm = loop.run(state, plan, WARM_UP_STEPS, () -> {}).state();
      WorkerReport report = loop.run(warm, plan, STEPS, () -> {}).report();
      return report.tokens() / report.seconds();
    }
  }

  private static TokenRows rows() {
    RandomStream stream = RandomStream.of(1, "bench-rows");
    List<byte[]> rows =
        IntStream.range(0, 4 * ROWS)
            .mapToObj(
                row ->
                    Tokenizer.bytes(
                        IntStream.rangeClosed(0, BenchModel.LENGTH)
                            .map(i -> 1 + stream.nextInt(127))
                            .toArray()))
            .toList();
    return TokenRows.of(rows, BenchModel.LENGTH + 1);
  }

  private static TrainingSettings settings() {
    return new TrainingSettings(
        1000,
        8224,
        0,
        3e-4,
        0,
        1,
        0.1,
        0.9,
        0.95,
        1e-8,
        1,
        "float32",
        256,
        "",
        8,
        new WorkerSettings(1, 1, 0, 10, 60),
        new CheckpointSettings(1000, 2, "float32"),
        new ValidationSettings(1000, 0, 0));
  }
}
