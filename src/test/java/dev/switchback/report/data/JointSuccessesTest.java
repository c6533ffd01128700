package dev.switchback.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.report.data.JointSuccesses.Change;
import dev.switchback.report.data.JointSuccesses.Count;
import dev.switchback.report.data.JointSuccesses.Tries;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointSuccessesTest {
  private static final JointSuccesses SUCCESSES =
      new JointSuccesses(
          List.of(
              new Count(tries(0, false), tries(0, false), 5),
              new Count(tries(0, false), tries(1, true), 2),
              new Count(tries(3, false), tries(8, true), 7),
              new Count(tries(8, true), tries(7, false), 11),
              new Count(tries(1, false), tries(0, false), 3),
              new Count(tries(1, true), tries(0, false), 1)));

  @Test
  void eachProblemIsGainedKeptLostOrNeverSolved() {
    assertThat(SUCCESSES.problems()).isEqualTo(29);
    assertThat(SUCCESSES.change(Tries::firstRight, Tries::firstRight))
        .isEqualTo(new Change(9, 0, 12, 8));
    assertThat(SUCCESSES.change(Tries::anyRight, Tries::firstRight))
        .isEqualTo(new Change(2, 7, 15, 5));
    assertThat(SUCCESSES.change(Tries::anyRight, Tries::anyRight))
        .isEqualTo(new Change(2, 18, 4, 5));
  }

  @Test
  void theTableHasARowForEachShareBeforeAndAColumnForEachAfter() {
    assertThat(SUCCESSES.table())
        .isDeepEqualTo(
            new long[][] {
              {5, 2, 0, 0, 0, 0},
              {4, 0, 0, 0, 0, 0},
              {0, 0, 0, 0, 0, 7},
              {0, 0, 0, 0, 0, 0},
              {0, 0, 0, 0, 0, 0},
              {0, 0, 0, 0, 11, 0}
            });
  }

  @Test
  void theEndOfABinBelongsToIt() {
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8))
        .extracting(right -> JointSuccesses.BINS.get(tries(right, false).bin()))
        .containsExactly(
            "none", "to 25%", "to 25%", "to 50%", "to 50%", "to 75%", "to 75%", "<100%", "all");
    assertThat(new Tries(1, 1, true).bin()).isEqualTo(JointSuccesses.BINS.size() - 1);
    assertThat(new Tries(31, 32, true).bin()).isEqualTo(JointSuccesses.BINS.size() - 2);
  }

  @Test
  void withoutACommonProblemThereIsNothing() {
    JointSuccesses none = new JointSuccesses(List.of());
    assertThat(none.problems()).isZero();
    assertThat(none.triesBefore()).isZero();
    assertThat(none.change(Tries::anyRight, Tries::anyRight)).isEqualTo(new Change(0, 0, 0, 0));
  }

  private static Tries tries(int right, boolean firstRight) {
    return new Tries(right, 8, firstRight);
  }
}
