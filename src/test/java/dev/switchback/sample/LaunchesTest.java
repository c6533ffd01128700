package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Architecture;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many kernels a GPU starts for a token, counted in libtorch's profile of a CPU: operators that
 * compute or copy are a kernel each, whatever they call; those that only look at memory in another
 * way, or allocate it, are none.
 */
@NativeEngine
class LaunchesTest {
  private static final int LAYERS = 8;
  private static final int TOKENS = 16;

  private static final Set<String> KERNELS =
      Set.of(
          "mm",
          "addmm",
          "bmm",
          "add",
          "add_",
          "mul",
          "div",
          "copy_",
          "log",
          "le",
          "gt",
          "sum",
          "silu",
          "cat",
          "arange",
          "cumsum",
          "_softmax",
          "_log_softmax",
          "gather",
          "index_select",
          "index_put_",
          "linalg_vector_norm",
          "where",
          "scaled_dot_product_attention");

  private static final Set<String> NO_KERNELS =
      Set.of(
          "linear",
          "matmul",
          "to",
          "_to_copy",
          "softmax",
          "log_softmax",
          "embedding",
          "stack",
          "reshape",
          "flatten",
          "view",
          "narrow",
          "slice",
          "select",
          "transpose",
          "t",
          "permute",
          "expand",
          "chunk",
          "split",
          "squeeze",
          "unsqueeze",
          "as_strided",
          "_unsafe_view",
          "item",
          "empty",
          "empty_like",
          "empty_strided",
          "resize_",
          "resolve_conj",
          "_local_scalar_dense");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {508, 4000})
  void aTokenIsFewKernelsAtAnyPosition(int position) throws IOException {
    Architecture architecture =
        new Architecture(46, 16, LAYERS, 4, 4, 24, 4096, 1e6, 1e-6, 0.02, false);
    Path profile = folder.resolve("profile.json");
    int[] prompt = IntStream.range(0, position).map(i -> 4 + i % 40).toArray();
    try (CausalLmProgram program = TestModels.fusedProgram(architecture, Precision.BFLOAT16);
        Decoder decoder =
            new Decoder(
                program,
                TestModels.formula(architecture),
                CountdownTokenizer.INSTANCE,
                settings(),
                1)) {
      JniUtils.startProfile(false, false, false);
      decoder.complete(List.of(new Prompt(0, 0, 0, prompt)).iterator()).next();
      JniUtils.stopProfile(profile.toString());
    }

    assertThat(kernels(profile, "decode") / (double) TOKENS).isBetween(100., 150.);
  }

  /** Of all calls of a function of the program. */
  private static int kernels(Path profile, String function) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    new ObjectMapper().readTree(profile.toFile()).forEach(events::add);
    events.sort(
        Comparator.comparingDouble(LaunchesTest::start)
            .thenComparing(Comparator.comparingDouble(LaunchesTest::end).reversed()));
    Deque<JsonNode> around = new ArrayDeque<>();
    Set<String> unknown = new TreeSet<>();
    int kernels = 0;
    for (JsonNode event : events) {
      while (!around.isEmpty() && end(around.peek()) <= start(event)) {
        around.pop();
      }
      String operator = operator(event);
      boolean within = around.stream().anyMatch(outer -> name(outer).equals(function));
      boolean computed = around.stream().anyMatch(outer -> KERNELS.contains(operator(outer)));
      if (within && !computed && KERNELS.contains(operator)) {
        kernels++;
      } else if (within && !computed && !operator.isEmpty() && !NO_KERNELS.contains(operator)) {
        unknown.add(operator);
      }
      around.push(event);
    }
    assertThat(unknown).isEmpty();
    return kernels;
  }

  private static double start(JsonNode event) {
    return event.get("ts").asDouble();
  }

  private static double end(JsonNode event) {
    return start(event) + event.get("dur").asDouble();
  }

  private static String name(JsonNode event) {
    return event.get("name").asText();
  }

  /** The name of libtorch's operator; empty for a function of the program. */
  private static String operator(JsonNode event) {
    return name(event).startsWith("aten::") ? name(event).substring("aten::".length()) : "";
  }

  private static SamplingSettings settings() {
    return RecordBinder.ofText(
        SamplingSettings.class,
        "samples = 1, temperature = 0.7, max-tokens = %d, slots = 1, precision = bfloat16"
            .formatted(TOKENS));
  }
}
