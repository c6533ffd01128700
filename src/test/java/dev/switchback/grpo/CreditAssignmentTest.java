package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.grpo.CreditAssignment.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditAssignmentTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-7);

  /** Group 0: right, wrong; group 1: wrong, wrong and cut. */
  private static final List<Rollout.Facts> STEP =
      List.of(
          facts(0, 0, 10, false, true),
          facts(0, 1, 30, false, false),
          facts(1, 0, 20, false, false),
          facts(1, 1, 40, true, false));

  @Test
  void aTokenMeanCountsEveryTokenAlike() {
    CreditAssignment credit = credit("loss.aggregation = token-mean");
    for (Rollout.Facts rollout : STEP) {
      assertThat(weight(credit, rollout)).isCloseTo(0.01, CLOSE);
    }
    assertThat(sum(credit)).isCloseTo(1, CLOSE);
  }

  @Test
  void aSequenceMeanCountsEveryCompletionAlike() {
    CreditAssignment credit = credit("loss.aggregation = sequence-mean");
    for (Rollout.Facts rollout : STEP) {
      assertThat(weight(credit, rollout) * rollout.tokens()).isCloseTo(0.25, CLOSE);
    }
  }

  @Test
  void aConstantDoesNotDependOnLengths() {
    CreditAssignment credit = credit("loss.aggregation = constant");
    for (Rollout.Facts rollout : STEP) {
      assertThat(weight(credit, rollout)).isCloseTo(1.0 / (4 * 50), CLOSE);
    }
  }

  @Test
  void cutCompletionsStayInTheirGroupButNotInTheMean() {
    CreditAssignment credit = credit("cut-completions = masked");
    assertThat(credit.tokenWeight(1, 1)).isZero();
    assertThat((double) credit.tokenWeight(0, 0)).isCloseTo(1.0 / 60, CLOSE);
    List<Rollout.Facts> allCut = List.of(facts(0, 0, 5, true, false), facts(0, 1, 5, true, true));
    CreditAssignment none =
        CreditAssignment.of(Group.of(allCut), settings("cut-completions = masked"), 50);
    assertThat(none.tokenWeight(0, 0)).isZero();
    assertThat(none.tokenWeight(0, 1)).isZero();
    assertThat(none.advantage(0, 1)).isPositive();
  }

  /** A prompt that fills the context leaves no room for a token. */
  @ParameterizedTest
  @ValueSource(strings = {"token-mean", "sequence-mean", "constant"})
  void emptyCompletionsTeachNothing(String aggregation) {
    GrpoSettings settings = settings("loss.aggregation = " + aggregation);
    List<Rollout.Facts> some = List.of(facts(0, 0, 0, true, false), facts(0, 1, 10, false, true));
    CreditAssignment credit = CreditAssignment.of(Group.of(some), settings, 50);
    assertThat(credit.tokenWeight(0, 0)).isZero();
    assertThat(credit.tokenWeight(0, 1)).isPositive().isFinite();
    List<Rollout.Facts> none = List.of(facts(0, 0, 0, true, false), facts(0, 1, 0, true, false));
    assertThat(CreditAssignment.of(Group.of(none), settings, 50).tokenWeight(0, 1)).isZero();
  }

  @Test
  void groupsWithoutASignalMayBeDropped() {
    CreditAssignment credit = credit("groups-without-signal = dropped");
    assertThat(credit.tokenWeight(1, 0)).isZero();
    assertThat((double) credit.tokenWeight(0, 1)).isCloseTo(1.0 / 40, CLOSE);
    assertThat((double) credit("groups-without-signal = kept").tokenWeight(0, 1))
        .isCloseTo(0.01, CLOSE);
  }

  @Test
  void theOrderOfCompletionsDoesNotMatter() {
    List<Rollout.Facts> shuffled = new ArrayList<>(STEP);
    Collections.reverse(shuffled);
    CreditAssignment credit = credit("");
    CreditAssignment other = CreditAssignment.of(Group.of(shuffled), settings(""), 50);
    for (Rollout.Facts rollout : STEP) {
      assertThat(other.advantage(rollout.group(), rollout.sample()))
          .isEqualTo(credit.advantage(rollout.group(), rollout.sample()));
    }
    assertThat(credit.advantage(0, 0)).isPositive().isEqualTo(-credit.advantage(0, 1));
    assertThat(credit.advantage(1, 0)).isZero();
  }

  @Test
  void theLooserRuleIsRewardedWhereThatIsAsked() {
    assertThat(credit("reward = paper").advantage(1, 0)).isZero();
    Rollout.Facts loose = new Rollout.Facts(0, 0, 4, 10, false, false, true, 0);
    List<Group> groups = Group.of(List.of(loose, facts(0, 1, 10, false, false)));
    assertThat(CreditAssignment.of(groups, settings("reward = paper"), 50).advantage(0, 0))
        .isPositive();
    assertThat(CreditAssignment.of(groups, settings("reward = strict"), 50).advantage(0, 0))
        .isZero();
  }

  private static CreditAssignment credit(String set) {
    return CreditAssignment.of(Group.of(STEP), settings(set), 50);
  }

  private static double weight(CreditAssignment credit, Rollout.Facts rollout) {
    return credit.tokenWeight(rollout.group(), rollout.sample());
  }

  private static double sum(CreditAssignment credit) {
    return STEP.stream().mapToDouble(r -> weight(credit, r) * r.tokens()).sum();
  }

  private static GrpoSettings settings(String set) {
    return RecordBinder.ofText(GrpoSettings.class, set);
  }

  static Rollout.Facts facts(int group, int sample, int tokens, boolean cut, boolean correct) {
    return new Rollout.Facts(group, sample, 4, tokens, cut, correct, correct, 0);
  }
}
