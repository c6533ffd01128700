package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdvantagesTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-6);

  /** Of 8 completions so many right; the deviation has n - 1 in its denominator. */
  @ParameterizedTest
  @CsvSource({
    "Z_SCORE,       1, 2.474867, -0.353552",
    "Z_SCORE,       2, 1.620182, -0.540061",
    "Z_SCORE,       4, 0.935413, -0.935413",
    "Z_SCORE,       7, 0.353552, -2.474867",
    "CENTRED,       1, 0.875,    -0.125",
    "CENTRED,       2, 0.75,     -0.25",
    "CENTRED,       4, 0.5,      -0.5",
    "CENTRED,       7, 0.125,    -0.875",
    "LEAVE_ONE_OUT, 1, 1,        -0.142857",
    "LEAVE_ONE_OUT, 2, 0.857143, -0.285714",
    "LEAVE_ONE_OUT, 4, 0.571429, -0.571429",
    "LEAVE_ONE_OUT, 7, 0.142857, -1",
    "PASS_AT_K,     1, 1,        -0.142857",
    "PASS_AT_K,     2, 0.522233, -0.174078",
    "PASS_AT_K,     4, 0.120386, -0.120386",
    "PASS_AT_K,     7, 0,        0"
  })
  void areWhatOthersCompute(Advantages kind, int right, double ofRight, double ofWrong) {
    double[] found = kind.of(rewards(right), 4);
    for (int i = 0; i < 8; i++) {
      assertThat(found[i]).isCloseTo(i < right ? ofRight : ofWrong, CLOSE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalRewardsSayNothing(Advantages kind) {
    double[] none = new double[8];
    assertThat(kind.of(rewards(0), 4)).containsExactly(none);
    assertThat(kind.of(rewards(8), 4)).containsExactly(none);
    double[] tenths = DoubleStream.generate(() -> 0.1).limit(8).toArray();
    assertThat(kind.of(tenths, 4)).containsExactly(none);
  }

  /** Adding to all rewards changes nothing; a centred advantage grows with them, a z-score not. */
  @Test
  void onlyDifferencesCount() {
    RandomStream random = RandomStream.of(5, "rewards");
    double[] rewards = IntStream.range(0, 6).mapToDouble(i -> random.nextInt(2)).toArray();
    rewards[0] = 1;
    rewards[1] = 0;
    double[] more = Arrays.stream(rewards).map(reward -> reward + 1).toArray();
    double[] tripled = Arrays.stream(rewards).map(reward -> 3 * reward).toArray();
    for (Advantages kind :
        new Advantages[] {Advantages.Z_SCORE, Advantages.CENTRED, Advantages.LEAVE_ONE_OUT}) {
      double[] found = kind.of(rewards, 1);
      assertThat(kind.of(more, 1)).containsExactly(found, Offset.offset(1e-12));
      assertThat(Arrays.stream(found).sum()).isCloseTo(0, Offset.offset(1e-12));
      double factor = kind == Advantages.Z_SCORE ? 1 : 3;
      double[] expected = Arrays.stream(found).map(a -> factor * a).toArray();
      assertThat(kind.of(tripled, 1)).containsExactly(expected, Offset.offset(1e-5));
    }
  }

  /** pass@1 is accuracy: its advantages are those of a z-score with n in the denominator. */
  @Test
  void passAtOneIsTheUsualReward() {
    double[] found = Advantages.PASS_AT_K.of(rewards(2), 1);
    assertThat(found[0]).isCloseTo(0.75 / Math.sqrt(0.25 * 0.75), CLOSE);
    assertThat(found[7]).isCloseTo(-0.25 / Math.sqrt(0.25 * 0.75), CLOSE);
  }

  @Test
  void anUnknownKindIsNamed() {
    assertThat(Advantages.of("leave-one-out")).isEqualTo(Advantages.LEAVE_ONE_OUT);
    assertThatThrownBy(() -> Advantages.of("best")).hasMessageContaining("best");
  }

  private static double[] rewards(int right) {
    return IntStream.range(0, 8).mapToDouble(i -> i < right ? 1 : 0).toArray();
  }
}
