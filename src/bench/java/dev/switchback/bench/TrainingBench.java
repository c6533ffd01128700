package dev.switchback.bench;

import dev.switchback.model.Optimizer;
import dev.switchback.model.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Tokens per second of whole training steps: forward, backward, clipping, AdamW; and beside them
 * with Muon.
 *
 * <p>All contenders run in turns, round after round, so that a machine's moods hit them alike.
 * Ratios are medians of the ratios within the rounds.
 */
public final class TrainingBench {
  private static final int STEPS = 2;

  private final TrainingShape shape;
  private final PrintStream out;
  private final List<Series> series = new ArrayList<>();

  private TrainingBench(TrainingShape shape, PrintStream out) {
    this.shape = shape;
    this.out = out;
  }

  /**
   * Measures and prints a table.
   *
   * @param pythons interpreters whose PyTorch is measured too
   * @param rounds how often everything is measured
   * @param err where is said what is left out
   */
  public static void run(
      TrainingShape shape, List<String> pythons, int rounds, PrintStream out, PrintStream err)
      throws IOException {
    List<Contender> peers = new ArrayList<>();
    try (SwitchbackTraining own = new SwitchbackTraining(shape, STEPS, Optimizer.ADAMW)) {
      peers.add(new SwitchbackTraining(shape, STEPS, Optimizer.MUON));
      for (String python : pythons) {
        PyTorchTraining.start(python, shape, STEPS, err).ifPresent(peers::add);
      }
      new TrainingBench(shape, out).measure(own, peers, rounds);
    } finally {
      peers.forEach(Contender::close);
    }
  }

  private void measure(SwitchbackTraining own, List<Contender> peers, int rounds)
      throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    int[] threads = IntStream.of(1, Math.min(2, cores)).distinct().toArray();
    for (int round = 0; round < rounds; round++) {
      for (int count : threads) {
        for (Precision precision : Precision.values()) {
          Series peak = series("a product", precision, count);
          peak.rates.add(own.operationsPerSecond(precision, count));
          Series steps = series(own.name(), precision, count);
          steps.rates.add(own.tokensPerSecond(precision, count));
          for (Contender peer : peers) {
            series(peer.name(), precision, count).rates.add(peer.tokensPerSecond(precision, count));
          }
        }
      }
    }
    print(own, peers, threads);
  }

  private void print(SwitchbackTraining own, List<Contender> peers, int[] threads) {
    double operations = shape.operationsPerToken();
    line("Training steps: %s; %.1f MFLOP a token", shape, operations / 1e6);
    for (int count : threads) {
      for (Precision precision : Precision.values()) {
        Series peak = series("a product", precision, count);
        Series steps = series(own.name(), precision, count);
        line("%s, %d thread(s)", precision.name().toLowerCase(Locale.ROOT), count);
        line("  %-26s %,9.1f GFLOP/s", "a large product", peak.median(rate -> rate / 1e9));
        line(
            "  %-26s %,9.0f tokens/s %,9.1f GFLOP/s, %.2f of a large product",
            own.name(),
            steps.median(rate -> rate),
            steps.median(rate -> rate * operations / 1e9),
            steps.over(peak) * operations);
        for (Contender peer : peers) {
          print(series(peer.name(), precision, count), own);
        }
      }
    }
    for (Precision precision : Precision.values()) {
      Series one = series(own.name(), precision, 1);
      Series most = series(own.name(), precision, threads[threads.length - 1]);
      line(
          "%s, %d threads over 1: %.2f",
          precision.name().toLowerCase(Locale.ROOT), most.threads, most.over(one));
    }
  }

  private void print(Series peer, SwitchbackTraining own) {
    line(
        "  %-26s %,9.0f tokens/s; Switchback over it: float32 %.2f, bfloat16 %.2f",
        peer.contender,
        peer.median(rate -> rate),
        series(own.name(), Precision.FLOAT32, peer.threads).over(peer),
        series(own.name(), Precision.BFLOAT16, peer.threads).over(peer));
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private Series series(String contender, Precision precision, int threads) {
    for (Series known : series) {
      if (known.contender.equals(contender)
          && known.precision == precision
          && known.threads == threads) {
        return known;
      }
    }
    Series added = new Series(contender, precision, threads, new ArrayList<>());
    series.add(added);
    return added;
  }

  /** What was measured of one contender, round by round. */
  private record Series(String contender, Precision precision, int threads, List<Double> rates) {

    double median(ToDoubleFunction<Double> value) {
      return median(rates.stream().mapToDouble(value));
    }

    double over(Series other) {
      return median(
          IntStream.range(0, rates.size())
              .mapToDouble(round -> rates.get(round) / other.rates.get(round)));
    }

    private static double median(DoubleStream values) {
      double[] sorted = values.sorted().toArray();
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }
}
