package dev.switchback.bench;

import dev.switchback.model.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Tokens per second of drawing completions: prompts of 32 tokens, to length 256, temperature 1. Our
 * decoder and its peers run in turns, round after round; figures are medians, ratios medians of the
 * ratios within the rounds.
 */
public final class SamplingBench {
  private static final String SCRIPT = "pytorch_sampling.py";
  private static final int[] ROWS = {1, 16, 64, 256};

  private final PrintStream out;
  private final Map<String, double[]> rates = new TreeMap<>();
  private final int rounds;

  private SamplingBench(int rounds, PrintStream out) {
    this.rounds = rounds;
    this.out = out;
  }

  /**
   * Measures and prints a table.
   *
   * @param pythons interpreters whose PyTorch is measured too
   * @param rounds how often everything is measured
   * @param err where is said what is left out
   */
  public static void run(List<String> pythons, int rounds, PrintStream out, PrintStream err)
      throws IOException {
    List<String> arguments =
        PyTorchProcess.arguments(
            BenchModel.ARCHITECTURE,
            "--length=" + BenchModel.LENGTH,
            "--prompt=" + SwitchbackSampling.PROMPT);
    List<PyTorchProcess> peers = new ArrayList<>();
    try {
      for (String python : pythons) {
        PyTorchProcess.start(python, SCRIPT, arguments, err).ifPresent(peers::add);
      }
      new SamplingBench(rounds, out).measure(peers);
      out.printf(
          Locale.ROOT,
          "Lengths from 256 to 4,096, 64 slots, 32 completions each: slots busy %.3f%n",
          SlotOccupancy.of(256, 4096, 64, 32));
    } finally {
      peers.forEach(PyTorchProcess::close);
    }
  }

  private void measure(List<PyTorchProcess> peers) throws IOException {
    out.println("Sampling, tokens/s: prompt 32, to length 256, 4.8M parameters");
    int cores = Runtime.getRuntime().availableProcessors();
    for (int threads : IntStream.of(1, Math.min(2, cores)).distinct().toArray()) {
      for (int rows : ROWS) {
        for (Precision precision : Precision.values()) {
          measure(precision, threads, rows, peers);
        }
        print(threads, rows, peers);
      }
    }
  }

  private void measure(Precision precision, int threads, int rows, List<PyTorchProcess> peers)
      throws IOException {
    String type = precision.name().toLowerCase(Locale.ROOT);
    try (SwitchbackSampling own = new SwitchbackSampling(precision, threads, rows)) {
      for (int round = 0; round < rounds; round++) {
        rates("Switchback", type)[round] = own.tokensPerSecond();
        for (PyTorchProcess peer : peers) {
          rates(peer.name(), type)[round] = peer.ask(type + " " + threads + " " + rows);
        }
      }
    }
  }

  private void print(int threads, int rows, List<PyTorchProcess> peers) {
    double[] narrow = rates("Switchback", "bfloat16");
    double[] wide = rates("Switchback", "float32");
    out.printf(
        Locale.ROOT,
        "%d thread(s), batch %3d: Switchback float32 %,.0f, bfloat16 %,.0f%n",
        threads,
        rows,
        median(wide),
        median(narrow));
    for (PyTorchProcess peer : peers) {
      for (String type : List.of("float32", "bfloat16")) {
        double[] other = rates(peer.name(), type);
        out.printf(
            Locale.ROOT,
            "    %s %s %,.0f; Switchback over it: float32 %.2f, bfloat16 %.2f%n",
            peer.name(),
            type,
            median(other),
            median(over(wide, other)),
            median(over(narrow, other)));
      }
    }
  }

  private double[] rates(String contender, String type) {
    return rates.computeIfAbsent(contender + " " + type, missing -> new double[rounds]);
  }

  private static double[] over(double[] rates, double[] others) {
    return IntStream.range(0, rates.length).mapToDouble(i -> rates[i] / others[i]).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
