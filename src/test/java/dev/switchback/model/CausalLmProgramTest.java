package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.model.CausalLmProgram.StepResult;
import dev.switchback.model.Kernels.Products;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program against Hugging Face's Qwen2 and PyTorch's AdamW, and against finite differences. */
@NativeEngine
class CausalLmProgramTest {
  private static final int PADDING = 0;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void logitsAreThoseOfAnIndependentImplementation(boolean tied) throws IOException {
    JsonNode golden = golden(tied);
    Architecture architecture = TestModels.tiny(tied);
    assertThat(architecture.weights().stream().map(WeightShape::name))
        .containsExactlyElementsOf(texts(golden.get("names")));
    try (CausalLmProgram program = TestModels.program(architecture, Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      NDList weights = program.load(manager, TestModels.formula(architecture));
      NDArray logits = program.logits(weights, inputs(manager, golden));
      NDArray last = logits.get(":, -1");
      assertClose(last.toFloatArray(), golden.get("logits"), 2e-5);
    }
  }

  /** Rows of 8 positions in one block of queries, in blocks of 3, 3 and 2, and the fused kernel. */
  @ParameterizedTest
  @CsvSource({
    "false,64,ONEDNN",
    "true,64,ONEDNN",
    "false,3,ONEDNN",
    "true,3,ONEDNN",
    "false,0,ONEDNN",
    "true,0,ONEDNN",
    "false,64,PLAIN",
    "true,3,PLAIN"
  })
  void stepsAreThoseOfAnIndependentImplementation(boolean tied, int queryBlock, Products products)
      throws IOException {
    JsonNode golden = golden(tied);
    Architecture architecture = TestModels.tiny(tied);
    AdamWStep rates = new AdamWStep(0.5, 1e-2, 0.9, 0.95, 0.1, 1e-8, PADDING, 0);
    Kernels kernels = new Kernels(queryBlock, products);
    try (CausalLmProgram program =
            new CausalLmProgram(architecture, Precision.FLOAT32, Device.cpu(), kernels);
        NDManager manager = program.newManager()) {
      TrainedArrays arrays = arrays(program, manager, TestModels.formula(architecture));
      NDArray tokens = tokens(manager, golden);
      for (JsonNode step : golden.get("steps")) {
        assertSamples(
            program.gradients(arrays.weights(), tokens, PADDING), step.get("gradients"), 1e-4);
        StepResult result = program.step(arrays, tokens, rates);
        assertThat((double) result.loss()).isCloseTo(step.get("loss").asDouble(), within(2e-5));
        assertThat((double) result.gradientNorm())
            .isCloseTo(step.get("norm").asDouble(), within(1e-4));
        assertSamples(program.save(arrays.weights()), step.get("weights"), 2e-4);
      }
    }
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() throws IOException {
    Architecture architecture = TestModels.tiny(false);
    Weights weights = TestModels.formula(architecture);
    try (CausalLmProgram program = TestModels.program(architecture, Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      NDArray tokens = tokens(manager, golden(false));
      Weights gradients = program.gradients(program.load(manager, weights), tokens, PADDING);
      float step = 1e-2f;
      for (int weight = 0; weight < weights.count(); weight++) {
        float[] values = weights.values(weight);
        int place = values.length / 3;
        float before = values[place];
        values[place] = before + step;
        double above = loss(program, weights, tokens);
        values[place] = before - step;
        double below = loss(program, weights, tokens);
        values[place] = before;
        assertThat((above - below) / (2 * step))
            .as(architecture.weights().get(weight).name())
            .isCloseTo(gradients.values(weight)[place], within(2e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsInBlocksOfQueriesAreThoseOfTheFusedKernel(Precision precision) {
    Architecture architecture = new Architecture(19, 16, 2, 4, 2, 24, 2048, 1e6, 1e-6, 0.02, false);
    Weights weights = TestModels.formula(architecture);
    Weights fused = gradients(weights, precision, Kernels.FUSED_ATTENTION);
    double tolerance = precision == Precision.FLOAT32 ? 1e-5 : 4e-2;
    for (int queryBlock : new int[] {50, 64, 329, 1000}) {
      Weights blocks = gradients(weights, precision, queryBlock);
      for (int i = 0; i < fused.count(); i++) {
        assertThat(distance(blocks.values(i), fused.values(i)))
            .as(architecture.weights().get(i).name() + ", blocks of " + queryBlock)
            .isLessThan(tolerance * (1e-3 + norm(fused.values(i))));
      }
    }
  }

  @Test
  void theLossOfManyRowsIsTheMeanOfAllTheirTokens() {
    Architecture architecture = TestModels.tiny(false);
    int rows = 300;
    int length = 40;
    long[] ids = ids(rows * length);
    Arrays.fill(ids, 7 * length + 12, 8 * length, PADDING);
    try (CausalLmProgram program = TestModels.program(architecture, Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      NDList weights = program.load(manager, TestModels.formula(architecture));
      NDArray tokens = manager.create(ids, new Shape(rows, length));
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        int counted = row == 7 ? 11 : length - 1;
        sum += counted * program.loss(weights, tokens.get(row + ":" + (row + 1)), PADDING);
      }
      assertThat(program.loss(weights, tokens, PADDING))
          .isCloseTo(sum / ((rows - 1) * (length - 1) + 11), within(1e-5));
    }
  }

  @Test
  void theLossIsThatOfTheTokensThatArePredicted() {
    Architecture architecture = TestModels.tiny(false);
    int rows = 3;
    int length = 12;
    int prompt = 5;
    long[] plain = ids(rows * length);
    try (CausalLmProgram program = TestModels.program(architecture, Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      NDList weights = program.load(manager, TestModels.formula(architecture));
      Shape shape = new Shape(rows, length);
      NDArray scores = program.score(program.fuse(weights), manager.create(plain, shape));
      double expected = -scores.get(":, " + (prompt - 1) + ":").mean().getFloat();

      long[] masked = onlyRead(plain, length, 1, prompt);
      assertThat(program.loss(weights, manager.create(masked, shape), PADDING))
          .isCloseTo(expected, within(1e-5));
    }
  }

  /** A mean over all tokens is made of the means over prompts and over the rest. */
  @Test
  void gradientsOfPromptsAndOfCompletionsAddUpToThoseOfAll() {
    Architecture architecture = TestModels.tiny(false);
    int length = 12;
    int prompt = 5;
    long[] plain = ids(3 * length);
    Weights all = gradients(architecture, plain, length);
    Weights completions = gradients(architecture, onlyRead(plain, length, 1, prompt), length);
    Weights prompts = gradients(architecture, onlyRead(plain, length, prompt, length), length);

    double share = (prompt - 1.0) / (length - 1);
    for (int i = 0; i < all.count(); i++) {
      float[] sum = new float[all.values(i).length];
      for (int j = 0; j < sum.length; j++) {
        sum[j] = (float) (share * prompts.values(i)[j] + (1 - share) * completions.values(i)[j]);
      }
      assertThat(sum).containsExactly(all.values(i), withPrecision(1e-6f));
      assertThat(completions.values(i)).isNotEqualTo(all.values(i));
    }
  }

  private static Weights gradients(Architecture architecture, long[] ids, int length) {
    try (CausalLmProgram program = TestModels.program(architecture, Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      NDArray tokens = manager.create(ids, new Shape(ids.length / length, length));
      return program.gradients(
          program.load(manager, TestModels.formula(architecture)), tokens, PADDING);
    }
  }

  /** The same rows, of whose tokens some are read but not predicted. */
  private static long[] onlyRead(long[] ids, int length, int from, int to) {
    long[] marked = ids.clone();
    for (int i = 0; i < marked.length; i++) {
      if (i % length >= from && i % length < to) {
        marked[i] = -1 - marked[i];
      }
    }
    return marked;
  }

  @Test
  void bfloat16StaysNearFloat32() throws IOException {
    Architecture architecture = TestModels.tiny(false);
    Weights weights = TestModels.formula(architecture);
    double[] losses = new double[2];
    for (Precision precision : Precision.values()) {
      try (CausalLmProgram program = TestModels.program(architecture, precision);
          NDManager manager = program.newManager()) {
        TrainedArrays arrays = arrays(program, manager, weights);
        AdamWStep rates = new AdamWStep(1, 1e-2, 0.9, 0.95, 0.1, 1e-8, PADDING, 0);
        NDArray tokens = tokens(manager, golden(false));
        for (int step = 0; step < 5; step++) {
          losses[precision.ordinal()] = program.step(arrays, tokens, rates).loss();
        }
      }
    }
    assertThat(losses[1]).isNotEqualTo(losses[0]).isCloseTo(losses[0], within(0.05));
  }

  @ParameterizedTest
  @EnumSource
  void aStepInGroupsOfRowsIsTheStepOfTheWholeBatch(Precision precision) {
    Architecture architecture = TestModels.tiny(true);
    double tolerance = precision == Precision.FLOAT32 ? 1e-6 : 2e-3;
    Steps whole = steps(architecture, precision, 0);
    for (int microBatchTokens : new int[] {1, 23, 24, 10_000}) {
      Steps grouped = steps(architecture, precision, microBatchTokens);
      assertThat(grouped.loss()).isCloseTo(whole.loss(), within((float) tolerance));
      for (int i = 0; i < whole.weights().count(); i++) {
        assertThat(grouped.weights().values(i))
            .containsExactly(whole.weights().values(i), withPrecision((float) tolerance));
      }
    }
    assertThat(steps(architecture, precision, 10_000)).isEqualTo(whole);
  }

  @Test
  void aStepThatIsNotFiniteChangesNothing() throws IOException {
    Architecture architecture = TestModels.tiny(false);
    Weights weights = TestModels.formula(architecture);
    weights.values(0)[3] = Float.NaN;
    try (CausalLmProgram program = TestModels.program(architecture, Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      TrainedArrays arrays = arrays(program, manager, weights);
      AdamWStep rates = new AdamWStep(1, 1e-2, 0.9, 0.95, 0.1, 1e-8, PADDING, 0);
      StepResult result = program.step(arrays, tokens(manager, golden(false)), rates);
      assertThat(result.taken()).isFalse();
      assertThat(program.save(arrays.weights())).isEqualTo(weights);
    }
  }

  /** Weights and last loss after three steps on rows of which one is padded and one is empty. */
  private static Steps steps(Architecture architecture, Precision precision, int microBatchTokens) {
    int rows = 7;
    int length = 12;
    long[] ids = ids(rows * length);
    Arrays.fill(ids, 2 * length + 5, 3 * length, PADDING);
    Arrays.fill(ids, 6 * length, 7 * length, PADDING);
    AdamWStep rates = new AdamWStep(1, 1e-2, 0.9, 0.95, 0.1, 1e-3, PADDING, microBatchTokens);
    try (CausalLmProgram program = TestModels.program(architecture, precision);
        NDManager manager = program.newManager()) {
      TrainedArrays arrays = arrays(program, manager, TestModels.formula(architecture));
      NDArray tokens = manager.create(ids, new Shape(rows, length));
      program.step(arrays, tokens, rates);
      program.step(arrays, tokens, rates);
      float loss = program.step(arrays, tokens, rates).loss();
      return new Steps(loss, program.save(arrays.weights()));
    }
  }

  /** By every weight, for two rows of 329 positions, the second one half empty. */
  private static Weights gradients(Weights weights, Precision precision, int queryBlock) {
    int length = 330;
    long[] ids = ids(2 * length);
    Arrays.fill(ids, length + length / 2, 2 * length, PADDING);
    try (CausalLmProgram program = program(weights.architecture(), precision, queryBlock);
        NDManager manager = program.newManager()) {
      NDArray tokens = manager.create(ids, new Shape(2, length));
      return program.gradients(program.load(manager, weights), tokens, PADDING);
    }
  }

  @Test
  void aProgramThatCannotBeLoadedClosesItsManager() {
    NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
    assertThatThrownBy(
            () -> new CausalLmProgram(null, Precision.FLOAT32, manager, Kernels.of(Device.cpu())))
        .isInstanceOf(NullPointerException.class);
    assertThat(manager.isOpen()).isFalse();
  }

  private static CausalLmProgram program(
      Architecture architecture, Precision precision, int queryBlock) {
    Kernels kernels = new Kernels(queryBlock, Products.ONEDNN);
    return new CausalLmProgram(architecture, precision, Device.cpu(), kernels);
  }

  private static long[] ids(int count) {
    return IntStream.range(0, count).mapToLong(i -> 1 + (5L * i * i + i / 18) % 18).toArray();
  }

  private static double norm(float[] values) {
    return distance(values, new float[values.length]);
  }

  private static double distance(float[] left, float[] right) {
    double squares = 0;
    for (int i = 0; i < left.length; i++) {
      squares += Math.pow((double) left[i] - right[i], 2);
    }
    return Math.sqrt(squares);
  }

  private record Steps(float loss, Weights weights) {}

  private static double loss(CausalLmProgram program, Weights weights, NDArray tokens) {
    try (NDManager scope = program.newManager()) {
      return program.loss(program.load(scope, weights), tokens, PADDING);
    }
  }

  private static TrainedArrays arrays(CausalLmProgram program, NDManager manager, Weights weights) {
    Weights zeros = Weights.zeros(weights.architecture());
    return TrainedArrays.load(program, manager, weights, zeros, zeros, 0);
  }

  private static NDArray tokens(NDManager manager, JsonNode golden) {
    JsonNode rows = golden.get("tokens");
    int length = rows.get(0).size();
    long[] ids = new long[rows.size() * length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.get(i / length).get(i % length).asLong();
    }
    return manager.create(ids, new Shape(rows.size(), length));
  }

  private static NDArray inputs(NDManager manager, JsonNode golden) {
    return tokens(manager, golden).get(":, :-1");
  }

  /** Of each weight: the first value, the middle one, the last one, and the norm. */
  private static void assertSamples(Weights weights, JsonNode samples, double tolerance) {
    for (int i = 0; i < weights.count(); i++) {
      float[] values = weights.values(i);
      double squares = 0;
      for (float value : values) {
        squares += (double) value * value;
      }
      float[] found = {
        values[0], values[values.length / 2], values[values.length - 1], (float) Math.sqrt(squares)
      };
      assertClose(found, samples.get(i), tolerance);
    }
  }

  private static void assertClose(float[] found, JsonNode expected, double tolerance) {
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected.get(i).asDouble(), within(tolerance));
    }
  }

  private static List<String> texts(JsonNode names) {
    return IntStream.range(0, names.size()).mapToObj(i -> names.get(i).asText()).toList();
  }

  private static JsonNode golden(boolean tied) throws IOException {
    try (InputStream in = CausalLmProgramTest.class.getResourceAsStream("/golden/causal_lm.json")) {
      return new ObjectMapper().readTree(in).get("cases").get(tied ? 1 : 0);
    }
  }
}
