package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.model.CausalLmProgram.StepResult;
import dev.switchback.model.Optimizer.MuonStep;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of Muon against those that {@code make_muon_golden.py} has computed in two other ways. */
@NativeEngine
class MuonTest {
  private static final AdamWStep RATES = new AdamWStep(0.5, 1e-2, 0.9, 0.95, 0.1, 1e-8, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "false,float64,FLOAT32,2e-5",
    "true,float64,FLOAT32,2e-5",
    "false,bfloat16,BFLOAT16,5e-4",
    "true,bfloat16,BFLOAT16,5e-4"
  })
  void stepsAreThoseOfAnIndependentImplementation(
      boolean tied, String golden, Precision precision, double tolerance) throws IOException {
    try (CausalLmProgram program = TestModels.program(TestModels.tiny(tied), Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      TrainedArrays arrays = arrays(program, manager);
      NDArray tokens = tokens(manager);
      int number = 0;
      for (JsonNode step : golden("/golden/muon.json").get(tied ? 1 : 0).get(golden)) {
        StepResult result = program.step(arrays, tokens, RATES, new MuonStep(0.95, precision));
        number++;
        assertClose(number + ", loss", result.loss(), step.get("loss"), tolerance);
        assertClose(number + ", norm", result.gradientNorm(), step.get("norm"), 10 * tolerance);
        assertSamples(number, program.save(arrays.weights()), step.get("weights"), tolerance);
      }
      assertThat(number).isEqualTo(4);
    }
  }

  @Test
  void onlyWhatAdamWTrainsHasSecondMoments() {
    Architecture architecture = TestModels.tiny(false);
    Weights moments = Optimizer.MUON.secondMoments(architecture);
    for (int i = 0; i < moments.count(); i++) {
      WeightShape shape = architecture.weights().get(i);
      boolean muon =
          shape.name().matches("model\\.layers\\..*\\.([qkvo]|gate|up|down)_proj\\.weight");
      assertThat(moments.values(i)).as(shape.name()).hasSize(muon ? 0 : shape.size());
    }
    assertThat(Optimizer.ADAMW.secondMoments(architecture)).isEqualTo(Weights.zeros(architecture));
  }

  @Test
  void aStepWithoutItsNumbersIsRefused() throws IOException {
    try (CausalLmProgram program = TestModels.program(TestModels.tiny(false), Precision.FLOAT32);
        NDManager manager = program.newManager()) {
      TrainedArrays arrays = arrays(program, manager);
      NDArray tokens = tokens(manager);
      assertThatThrownBy(() -> program.step(arrays, tokens, RATES)).hasMessageContaining("index 8");
    }
  }

  private static TrainedArrays arrays(CausalLmProgram program, NDManager manager) {
    Architecture architecture = program.architecture();
    return TrainedArrays.load(
        program,
        manager,
        TestModels.formula(architecture),
        Weights.zeros(architecture),
        Optimizer.MUON.secondMoments(architecture),
        0);
  }

  private static NDArray tokens(NDManager manager) throws IOException {
    JsonNode rows = golden("/golden/causal_lm.json").get("cases").get(0).get("tokens");
    int length = rows.get(0).size();
    long[] ids = new long[rows.size() * length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.get(i / length).get(i % length).asLong();
    }
    return manager.create(ids, new Shape(rows.size(), length));
  }

  /** Of each weight: the first value, the middle one, the last one, and the norm. */
  private static void assertSamples(int step, Weights weights, JsonNode samples, double tolerance) {
    for (int i = 0; i < weights.count(); i++) {
      String name = step + ", " + weights.architecture().weights().get(i).name();
      float[] values = weights.values(i);
      double squares = 0;
      for (float value : values) {
        squares += (double) value * value;
      }
      assertClose(name, values[0], samples.get(i).get(0), tolerance);
      assertClose(name, values[values.length / 2], samples.get(i).get(1), tolerance);
      assertClose(name, values[values.length - 1], samples.get(i).get(2), tolerance);
      assertClose(name, Math.sqrt(squares), samples.get(i).get(3), 10 * tolerance);
    }
  }

  private static void assertClose(String what, double found, JsonNode expected, double tolerance) {
    assertThat(found).as("step " + what).isCloseTo(expected.asDouble(), within(tolerance));
  }

  private static JsonNode golden(String path) throws IOException {
    try (InputStream in = MuonTest.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(in);
    }
  }
}
