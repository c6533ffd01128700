package dev.switchback.bench;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.model.Architecture;
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

/**
 * Which share of its slots' tokens a decoder uses when completions are of very different lengths. A
 * tiny model writes them, because slots do not know what is computed in them; each goes on until
 * the context is full, so that its prompt's length sets its own.
 */
final class SlotOccupancy {
  private SlotOccupancy() {}

  /**
   * Draws completions whose lengths are as likely in each octave.
   *
   * @param shortest tokens
   * @param longest tokens
   * @param completions for each slot
   */
  static double of(int shortest, int longest, int slots, int completions) {
    EngineThread.prepare(1);
    int context = longest + 16;
    Architecture tiny = new Architecture(46, 8, 1, 1, 1, 16, context, 1e6, 1e-6, 0.02, true);
    SamplingSettings settings =
        RecordBinder.ofText(
            SamplingSettings.class,
            String.format(
                Locale.ROOT,
                "samples = 1, temperature = 1, max-tokens = %d, slots = %d",
                longest,
                slots));
    try (CausalLmProgram program = new CausalLmProgram(tiny, Precision.FLOAT32, Device.cpu());
        Decoder decoder =
            new Decoder(
                program,
                Weights.initial(tiny, 1),
                new EndlessTokenizer(PuzzleFamilies.of("countdown").tokenizer()),
                settings,
                1)) {
      RandomStream stream = RandomStream.of(1, "bench-lengths");
      double octaves = Math.log((double) longest / shortest);
      Iterator<Completion> drawn =
          decoder.complete(
              IntStream.range(0, slots * completions)
                  .mapToObj(i -> (int) (shortest * Math.exp(octaves * stream.nextDouble())))
                  .map(length -> new Prompt(0, length, 0, new int[context - length]))
                  .iterator());
      long tokens = 0;
      while (drawn.hasNext()) {
        tokens += drawn.next().tokens().length;
      }
      return (double) tokens / decoder.possibleTokens();
    }
  }
}
