package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Architecture;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.KernelCount;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many kernels a GPU starts for a token of eight layers. */
@NativeEngine
class LaunchesTest {
  private static final int TOKENS = 16;

  @ParameterizedTest
  @ValueSource(ints = {508, 4000})
  void aTokenIsFewKernelsAtAnyPosition(int position) throws IOException {
    Architecture architecture = new Architecture(46, 16, 8, 4, 4, 24, 4096, 1e6, 1e-6, 0.02, false);
    int[] prompt = IntStream.range(0, position).map(i -> 4 + i % 40).toArray();
    try (CausalLmProgram program = TestModels.fusedProgram(architecture, Precision.BFLOAT16);
        Decoder decoder =
            new Decoder(
                program,
                TestModels.formula(architecture),
                CountdownTokenizer.INSTANCE,
                settings(),
                1)) {
      var completions = decoder.complete(List.of(new Prompt(0, 0, 0, prompt)).iterator());
      int kernels = KernelCount.of("decode", completions::next);

      assertThat(kernels / (double) TOKENS).isBetween(100., 150.);
    }
  }

  private static SamplingSettings settings() {
    return RecordBinder.ofText(
        SamplingSettings.class,
        "samples = 1, temperature = 0.7, max-tokens = %d, slots = 1, precision = bfloat16"
            .formatted(TOKENS));
  }
}
