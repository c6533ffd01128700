package dev.switchback.bench;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.config.SamplingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.token.Tokenizer;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Tokens per second of drawing completions: prompts of 32 tokens, to length 256, temperature 1. */
public final class SamplingBench {
  private static final int PROMPT = 32;

  private SamplingBench() {}

  /** Prints a line for each precision, number of threads and batch size. */
  public static void run(PrintStream out) {
    out.println("Sampling, tokens/s: prompt 32, to length 256, 4.8M parameters");
    Weights weights = Weights.initial(BenchModel.ARCHITECTURE, 1);
    int cores = Runtime.getRuntime().availableProcessors();
    for (Precision precision : Precision.values()) {
      for (int threads : IntStream.of(1, cores).distinct().toArray()) {
        EngineThread.prepare(threads);
        for (int slots : new int[] {1, 16, 64, 256}) {
          double speed = tokensPerSecond(weights, precision, slots);
          out.printf(
              Locale.ROOT, "%s batch %3d %d thread(s) %,8.0f%n", precision, slots, threads, speed);
        }
      }
    }
  }

  /** The second time: until then memory is fresh, which is several times slower to touch. */
  private static double tokensPerSecond(Weights weights, Precision precision, int slots) {
    SamplingSettings settings =
        new SamplingSettings(
            1, 1.0, 0, 1.0, BenchModel.LENGTH - PROMPT, slots, 0, "validation", "float32", false);
    try (CausalLmProgram program =
            new CausalLmProgram(BenchModel.ARCHITECTURE, precision, Device.cpu());
        Decoder decoder = new Decoder(program, weights, Tokenizer.countdown(), settings, 1)) {
      tokensPerSecond(decoder, slots);
      return tokensPerSecond(decoder, slots == 1 ? 4 : slots);
    }
  }

  private static double tokensPerSecond(Decoder decoder, int prompts) {
    Iterator<Completion> completions = decoder.complete(prompts(prompts));
    long started = System.nanoTime();
    long tokens = 0;
    while (completions.hasNext()) {
      tokens += completions.next().tokens().length;
    }
    return tokens / ((System.nanoTime() - started) / 1e9);
  }

  private static Iterator<Prompt> prompts(int count) {
    RandomStream stream = RandomStream.of(1, "bench-prompts");
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Prompt(
                    i,
                    i,
                    0,
                    IntStream.range(0, PROMPT).map(j -> 4 + stream.nextInt(120)).toArray()))
        .iterator();
  }
}
