package dev.switchback.bench;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Our own decoder on the model that speeds are given for. Prompts are all different. */
final class SwitchbackSampling implements AutoCloseable {
  static final int PROMPT = 32;

  private final CausalLmProgram program;
  private final Decoder decoder;
  private final int threads;
  private final int rows;
  private boolean warm;

  SwitchbackSampling(Precision precision, int threads, int rows) {
    this.threads = threads;
    this.rows = rows;
    EngineThread.prepare(threads);
    SamplingSettings settings =
        RecordBinder.ofText(
            SamplingSettings.class,
            String.format(
                Locale.ROOT,
                "samples = 1, temperature = 1, max-tokens = %d, slots = %d, precision = %s",
                BenchModel.LENGTH - PROMPT,
                rows,
                precision.name().toLowerCase(Locale.ROOT)));
    program = new CausalLmProgram(BenchModel.ARCHITECTURE, precision, Device.cpu());
    decoder =
        new Decoder(
            program,
            Weights.initial(BenchModel.ARCHITECTURE, 1),
            new EndlessTokenizer(PuzzleFamilies.of("countdown").tokenizer()),
            settings,
            1);
  }

  /** As many completions as there are slots; before the first time, once without counting. */
  double tokensPerSecond() {
    EngineThread.prepare(threads);
    if (!warm) {
      warm = true;
      tokensPerSecond();
    }
    int completions = rows == 1 ? 4 : rows;
    long started = System.nanoTime();
    long tokens = 0;
    Iterator<Completion> drawn = decoder.complete(prompts(completions));
    while (drawn.hasNext()) {
      tokens += drawn.next().tokens().length;
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

  @Override
  public void close() {
    decoder.close();
    program.close();
  }
}
