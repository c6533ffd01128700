package dev.switchback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeclaredSettingTest {
  @Test
  void defaultsAreOfTheirComponentsTypes() {
    assertThat(DeclaredSetting.of(TrainingSettings.class, "batchTokens").fallback())
        .contains(131072);
    assertThat(DeclaredSetting.of(TrainingSettings.class, "learningRate").fallback())
        .contains(1e-5);
    assertThat(DeclaredSetting.of(TrainingSettings.class, "precision").fallback())
        .contains("bfloat16");
    assertThat(DeclaredSetting.of(TrainingSettings.class, "initialModel").fallback()).contains("");
    assertThat(DeclaredSetting.of(ArchitectureSettings.class, "tiedEmbeddings").fallback())
        .contains(false);
    assertThat(DeclaredSetting.of(Experiment.class, "seed").fallback()).contains(42L);
    assertThat(DeclaredSetting.of(SamplingSettings.class, "maxTokens").fallback()).isEmpty();
  }

  @Test
  void keysAreNamedAsComponentsAndOtherWordsStay() {
    assertThat(DeclaredSetting.of(WorkerSettings.class, "outerMomentum").doc())
        .contains("outerLearningRate = 0.7")
        .doesNotContain("outer-learning-rate");
    assertThat(DeclaredSetting.inComponents("the warm-up of warmup-steps, top-k and bfs-3-sum"))
        .isEqualTo("the warm-up of warmupSteps, topK and bfs-3-sum");
  }

  @Test
  void aComponentThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> DeclaredSetting.of(WorkerSettings.class, "steps"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WorkerSettings.steps");
  }
}
