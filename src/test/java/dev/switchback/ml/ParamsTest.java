package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.experiment.DeclaredSetting;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.experiment.WorkerSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Architecture;
import dev.switchback.model.Weights;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Spark ML expects of whatever has Params. */
class ParamsTest {
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of("steps", "maxTokens", "checkpointFolder", "validationIndicatorCol");

  static Stream<Params> owners() {
    return Stream.of(new CausalLmEstimator(), model());
  }

  static CausalLmModel model() {
    Architecture tiny = new Architecture(46, 16, 1, 2, 1, 24, 96, 1e4, 1e-6, 0.02, false);
    return new CausalLmModel(
        "causalLm_1", new SharedWeights(Weights.initial(tiny, 1)), CountdownTokenizer.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("owners")
  void everyParamHasADocADefaultAndAnOwner(Params owner) {
    assertThat(owner.uid()).matches("causalLm_[0-9a-f]+");
    assertThat(owner.params()).hasSizeGreaterThan(7);
    for (Param<?> param : owner.params()) {
      assertThat(param.doc()).as(param.name()).matches("(?s)[A-Z].*\\.");
      assertThat(param.parent()).isEqualTo(owner.uid());
      assertThat(owner.hasDefault(param))
          .as(param.name())
          .isEqualTo(!WITHOUT_DEFAULT.contains(param.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("owners")
  void aParamWithAnAccessorHasAGetterAndASetter(Params owner) throws ReflectiveOperationException {
    Class<?> type = owner.getClass();
    for (String name : accessors(type)) {
      Param<?> param = owner.getParam(name);
      assertThat(type.getMethod(name).invoke(owner)).isSameAs(param);
      Method getter = type.getMethod("get" + capitalized(param.name()));
      Method setter = type.getMethod("set" + capitalized(param.name()), getter.getReturnType());
      Object value = ParamValues.other(owner, param);

      assertThat(setter.invoke(owner, value)).isSameAs(owner);
      assertThat(getter.invoke(owner)).isEqualTo(value);
      assertThat(owner.get(param).get()).isEqualTo(value);
    }
  }

  @Test
  void onlyRareSettingsHaveNothingButTheirKey() {
    assertThat(accessors(CausalLmModel.class)).isEqualTo(names(model()));
    Set<String> rare = names(new CausalLmEstimator());
    rare.removeAll(accessors(CausalLmEstimator.class));
    assertThat(rare)
        .containsExactly(
            "adamBeta1",
            "adamBeta2",
            "adamEpsilon",
            "executorTimeoutMinutes",
            "finalLearningRateShare",
            "gradientClip",
            "initializerRange",
            "keepLastCheckpoints",
            "learningRateFallShare",
            "lossTokens",
            "microBatchTokens",
            "muonMomentum",
            "normEpsilon",
            "outerLearningRate",
            "outerMomentum",
            "ropeTheta",
            "stallTimeoutMinutes",
            "tiedEmbeddings",
            "weightDecay");
  }

  private static Set<String> names(Params owner) {
    return Arrays.stream(owner.params())
        .map(Param::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The methods that give a param, from which Spark itself would collect them. */
  private static Set<String> accessors(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Param.class.isAssignableFrom(method.getReturnType()))
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("owners")
  void aCopyHasTheSameNameValuesAndDefaults(Params owner) {
    ParamValues.setAll(owner);
    Param<Object> changed = owner.getParam("temperature");

    Params copy = owner.copy(new ParamMap().put(changed, 0.125));

    assertThat(copy).hasSameClassAs(owner).isNotSameAs(owner);
    assertThat(copy.uid()).isEqualTo(owner.uid());
    assertThat(copy.getOrDefault(changed)).isEqualTo(0.125);
    for (Param<?> param : owner.params()) {
      assertThat(copy.getDefault(param)).isEqualTo(owner.getDefault(param));
      if (!param.name().equals("temperature")) {
        assertThat(copy.get(param)).as(param.name()).isEqualTo(owner.get(param));
      }
    }
  }

  @Test
  void docsAndDefaultsAreThoseOfTheConfiguration() {
    CausalLmEstimator estimator = new CausalLmEstimator();
    DeclaredSetting rate = DeclaredSetting.of(TrainingSettings.class, "learningRate");
    assertThat(estimator.learningRate().doc()).isEqualTo(rate.doc());
    assertThat(estimator.getLearningRate()).isEqualTo(rate.fallback().orElseThrow());
    DeclaredSetting workers = DeclaredSetting.of(WorkerSettings.class, "count");
    assertThat(estimator.workers().doc()).isEqualTo(workers.doc());
    assertThat(estimator.getWorkers()).isEqualTo(workers.fallback().orElseThrow());
  }

  @Test
  void explanationsNameParamsAsTheyAreCalledHere() {
    assertThat(new CausalLmEstimator().explainParams())
        .contains("hiddenSize: Width of the residual stream, a multiple of attentionHeads.")
        .contains("learningRate: ")
        .contains("(default: 1.0E-5)")
        .contains(
            "steps: Optimizer steps of a worker in all, 1 or more; 0 where compute says how many."
                + " (undefined)")
        .doesNotContain("context-length");
  }

  @Test
  void valuesOutOfRangeAreRefusedWhenTheyAreSet() {
    CausalLmEstimator estimator = new CausalLmEstimator();
    List<Runnable> mistakes =
        List.of(
            () -> estimator.setSteps(0),
            () -> estimator.setLearningRate(0),
            () -> estimator.setLearningRate(Double.NaN),
            () -> estimator.setSetting("training.adam-beta2", 1),
            () -> estimator.setSetting("training.final-learning-rate-share", 1.5),
            () -> estimator.setPrecision("float16"),
            () -> estimator.setTokenizer("chess"),
            () -> estimator.setWorkers(0),
            () -> estimator.setContextLength(15),
            () -> estimator.setTopP(0),
            () -> estimator.setTemperature(-1),
            () -> estimator.setCheckpointInterval(0));
    assertThat(mistakes)
        .allSatisfy(
            mistake ->
                assertThatThrownBy(mistake::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("given invalid value"));
    assertThat(Arrays.stream(estimator.params()).filter(estimator::isSet)).isEmpty();
  }

  @Test
  void namesOfOtherLibrariesSetTheSameParams() {
    CausalLmModel model = model().setInputCol("question").setOutputCol("answer").setBatchSize(5);
    assertThat(model.getPromptCol()).isEqualTo("question");
    assertThat(model.getOutputCol()).isEqualTo("answer");
    assertThat(model.getSlots()).isEqualTo(5);
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
