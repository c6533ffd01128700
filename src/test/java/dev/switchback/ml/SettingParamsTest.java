package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.DeclaredSetting;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.SamplingSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;

/** Params and the records of the same settings. */
class SettingParamsTest {
  /** Every key that has a param, none with its default. */
  private static final String OPEN =
      """
      architecture {
        preset = 3m
        hidden-size = 24
        layers = 3
        attention-heads = 6
        key-value-heads = 2
        feed-forward-size = 40
        context-length = 128
        rope-theta = 5e3
        norm-epsilon = 2e-5
        initializer-range = 0.03
        tied-embeddings = true
      }
      training {
        steps = 5000000000
        batch-tokens = 512
        loss-tokens = all
        micro-batch-tokens = 256
        optimizer = muon
        learning-rate = 1.7e-3
        final-learning-rate-share = 0.1
        learning-rate-fall-share = 0.25
        warmup-steps = 11
        weight-decay = 0.02
        adam-beta1 = 0.85
        adam-beta2 = 0.98
        adam-epsilon = 3e-8
        muon-momentum = 0.9
        gradient-clip = 0.7
        precision = float32
        bucket-width = 32
        initial-model = "models/a = b, c # d"
        round-steps = 5
        workers {
          count = 3
          outer-learning-rate = 0.75
          outer-momentum = 0.9
          executor-timeout-minutes = 12
          stall-timeout-minutes = 13
        }
        checkpoints { every-steps = 14, keep-last = 4 }
        validation { every-steps = 15, rows = 16 }
      }
      sampling {
        temperature = 0.3
        top-k = 17
        top-p = 0.95
        max-tokens = 18
        slots = 19
      }
      """;

  private static final String FIXED =
      "style = direct, sampling.samples = 1, training.validation.generations = 0\n";

  @Test
  void everySettingOfAModelIsAParamOrFixedAndComesOutInTheRecord() {
    Config open = ConfigFactory.parseString(OPEN);
    TreeSet<String> keys = new TreeSet<>(SettingParams.FIXED.keySet());
    open.entrySet().forEach(entry -> keys.add(entry.getKey()));
    assertThat(DeclaredSetting.allOf(ModelSettings.class))
        .extracting(DeclaredSetting::key)
        .containsExactlyInAnyOrderElementsOf(keys);

    CausalLmEstimator estimator = new CausalLmEstimator();
    for (DeclaredSetting setting : DeclaredSetting.allOf(ModelSettings.class)) {
      if (open.hasPath(setting.key())) {
        Object value = open.getValue(setting.key()).unwrapped();
        estimator.setSetting(setting.key(), value);
        assertThat(estimator.getSetting(setting.key()))
            .as(setting.key())
            .isEqualTo(setting.valueOf(value))
            .isNotEqualTo(setting.fallback().orElse(null));
      }
    }

    assertThat(FitPlan.of(estimator).settings())
        .isEqualTo(RecordBinder.ofText(ModelSettings.class, OPEN + FIXED));
  }

  @Test
  void whatIsNotSetHasItsDefaultInTheRecordToo() {
    CausalLmEstimator estimator = new CausalLmEstimator().setPreset("3m").setSteps(7);
    assertThat(FitPlan.of(estimator).settings())
        .isEqualTo(
            RecordBinder.ofText(
                ModelSettings.class,
                FIXED
                    + "architecture.preset = 3m, training.steps = 7\n"
                    + "sampling.max-tokens = 1"));
  }

  @Test
  void aModelHasTheSettingsOfItsSampling() {
    CausalLmModel model =
        ParamsTest.model()
            .setMaxTokens(18)
            .setTemperature(0.3)
            .setTopK(17)
            .setTopP(0.95)
            .setSlots(19);
    assertThat(
            model
                .settingParams()
                .settings(SamplingSettings.class, "sampling", Map.of(), "transform with"))
        .isEqualTo(
            RecordBinder.ofText(
                SamplingSettings.class,
                "samples = 1, temperature = 0.3, top-k = 17, top-p = 0.95, max-tokens = 18, slots ="
                    + " 19"));
    assertThatThrownBy(() -> model.setSetting("training.steps", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Cannot use the setting training.steps of causalLm_1, expected one of")
        .hasMessageContaining("sampling.top-p, seed");
  }

  @Test
  void valuesAreReadAsThoseOfAFile() {
    CausalLmEstimator estimator =
        new CausalLmEstimator()
            .setSetting("training.weight-decay", 1)
            .setSetting("training.steps", 20)
            .setSetting("training.batch-tokens", "1e3")
            .setSetting("seed", 7)
            .setSetting("architecture.tied-embeddings", true);
    assertThat(estimator.getSetting("training.weight-decay")).isEqualTo(1.0);
    assertThat(estimator.getSteps()).isEqualTo(20);
    assertThat(estimator.getBatchTokens()).isEqualTo(1000);
    assertThat(estimator.getSeed()).isEqualTo(7);
    assertThat(estimator.getSetting("architecture.tied-embeddings")).isEqualTo(true);
    assertThatThrownBy(() -> estimator.setSetting("training.adam-beta2", "high"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot use training.adam-beta2 = high, expected a number");
    assertThatThrownBy(() -> estimator.setSetting("training.batch-tokens", 0.5))
        .hasMessage("Cannot use training.batch-tokens = 0.5, expected a whole number");
    assertThatThrownBy(() -> estimator.setSetting("training.precision", null))
        .hasMessage("Cannot use training.precision = null, expected text");
    assertThatThrownBy(() -> estimator.setSetting("training.initial-model", estimator))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(", expected text");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearest() {
    CausalLmEstimator estimator = new CausalLmEstimator("mine");
    assertThatThrownBy(() -> estimator.setSetting("training.adam-betta2", 0.98))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use the setting training.adam-betta2 of mine, expected a known key; did you"
                + " mean training.adam-beta2?");
    assertThatThrownBy(() -> estimator.getSetting("adam-beta2"))
        .hasMessageEndingWith("did you mean training.adam-beta2?");
    assertThatThrownBy(() -> estimator.setSetting("sampling.samples", 2))
        .hasMessage(
            "Cannot use the setting sampling.samples of mine, expected one that is not fixed; here"
                + " it is always 1");
  }

  @Test
  void everyNumberHasARange() {
    CausalLmEstimator estimator = new CausalLmEstimator();
    for (Param<?> param : estimator.params()) {
      if (param instanceof IntParam || param instanceof DoubleParam) {
        assertThatThrownBy(() -> estimator.set(param.name(), negative(param)))
            .as(param.name())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("given invalid value");
      }
    }
  }

  private static Object negative(Param<?> param) {
    return param instanceof IntParam ? Integer.valueOf(-1) : (Object) Double.valueOf(-1.0);
  }

  @Test
  void severalProblemsAreToldByTheNamesOfParams() {
    CausalLmEstimator estimator =
        Tables.tiny().setWarmupSteps(99).setAttentionHeads(3).setTemperature(0.5);
    assertThatThrownBy(() -> FitPlan.of(estimator))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("Cannot fit " + estimator.uid() + ": ")
        .contains("hiddenSize = 16, expected an even number of values for each of attentionHeads")
        .contains("; warmupSteps = 99, expected 0 to steps (15)");
  }

  @Test
  void paramsAreListedAsSparkListsThem() {
    CausalLmEstimator estimator = new CausalLmEstimator();
    assertThat(estimator.params()).extracting(Param::name).isSorted();
    assertThat(estimator.hasParam("adamBeta2")).isTrue();
    assertThat(estimator.explainParams())
        .contains("adamBeta2: AdamW's decay of the second moment", "(default: 0.999)");
    assertThat(List.of(estimator.params())).doesNotHaveDuplicates();
  }
}
