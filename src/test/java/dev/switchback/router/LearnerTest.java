package dev.switchback.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.RouterSettings;
import org.junit.jupiter.api.Test;

class LearnerTest {
  @Test
  void theSettingsNameAllLearners() {
    assertThat(RecordBinder.ofText(RouterSettings.class, "").learners())
        .map(Learner::of)
        .containsExactly(Learner.values());
  }

  @Test
  void noOthersAreTakenAndNoneTwice() {
    for (String learners : new String[] {"[]", "[trees]", "[forest, forest]"}) {
      assertThatThrownBy(() -> RecordBinder.ofText(RouterSettings.class, "learners = " + learners))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("expected one or more of logistic, cautious-logistic, forest");
    }
  }
}
