package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.switchback.model.PolicyObjective.KlGradient;
import dev.switchback.tier.NativeEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The objective and its gradient at the logits, against numbers that were computed by hand: five
 * tokens out of three, in two completions of two and of three tokens, at temperature 0.7.
 */
@NativeEngine
class PolicyAtLogitsTest {
  private static final double TEMPERATURE = 0.7;
  private static final int TOKENS = 5;
  private static final float[][] LOGITS = {
    {1, 0, -1}, {0.5f, 0.5f, 0}, {0, 1, 2}, {-0.5f, 0, 0.5f}, {2, 0, 0}
  };
  private static final int[] DRAWN_TOKENS = {0, 2, 1, 2, 1};
  private static final double[] DRAWN = {-0.560118, -1.521024, -1.332015, -0.810019, -4.352171};
  private static final double[] NEW = {-0.260118, -1.626384, -1.688690, -0.547655, -2.965876};
  private static final double[] REFERENCE = {-0.460118, -1.526384, -1.288690, -1.047655, -2.665876};
  private static final float[] TOKEN_MEAN = {0.2f, 0.2f};
  private static CausalLmProgram program;

  @BeforeAll
  static void open() {
    program = TestModels.program(TestModels.tiny(false), Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    program.close();
  }

  @Test
  void theObjectiveIsThatComputedByHand() {
    assertThat(objective(clip(0.2, 0), TOKEN_MEAN)).isCloseTo(0.472000, within(2e-6));
    assertThat(objective(clip(0.2, 0), 0.25f, 1f / 6)).isCloseTo(0.183333, within(2e-6));
    assertThat(objective(clip(0.2, 0), 0.125f, 0.125f)).isCloseTo(0.295000, within(2e-6));
    assertThat(objective(clip(0.28, 0), TOKEN_MEAN)).isCloseTo(0.452800, within(2e-6));
    assertThat(objective(clip(0.2, 3), TOKEN_MEAN)).isCloseTo(0.312000, within(2e-6));
  }

  @Test
  void sumsAreThoseComputedByHand() {
    PolicySums sums = found(clip(0.2, 3), TOKEN_MEAN, DRAWN, true).sums();
    assertThat(sums.tokens()).isEqualTo(TOKENS);
    assertThat(sums.k3()).isCloseTo(TOKENS * 0.054423, within(1e-5));
    assertThat(sums.entropy()).isCloseTo(TOKENS * 0.740933, within(1e-5));
    assertThat(sums.clippedLow()).isEqualTo(1);
    assertThat(sums.clippedHigh()).isEqualTo(1);
    assertThat(sums.clippedDual()).isEqualTo(1);
    double mismatch = 0;
    for (int i = 0; i < TOKENS; i++) {
      mismatch += Math.abs(NEW[i] - DRAWN[i]);
    }
    assertThat(sums.mismatch()).isCloseTo(mismatch, within(1e-5));
    assertThat(sums.largestMismatch()).isCloseTo(NEW[4] - DRAWN[4], within(1e-5));
  }

  @Test
  void theGradientIsThatComputedByHand() {
    PolicyObjective objective =
        new PolicyObjective(TEMPERATURE, 0.2, 0.2, 0, 0.04, KlGradient.K3, 0.01, 0);
    Found found = found(objective, TOKEN_MEAN, DRAWN, true);
    assertThat(found.sums().objective()).isCloseTo(0.46676759, within(1e-6));
    double[][] expected = {
      {0.00133456, -0.00093077, -0.00040379},
      {0.12459108, 0.12459108, -0.24918216},
      {-0.00006318, -0.00513035, 0.00519353},
      {-0.04221183, -0.08564949, 0.12786133},
      {-0.81574546, 0.86301640, -0.04727093}
    };
    assertGradient(found.gradient(), expected);
  }

  /** Where tokens were drawn by the policy itself, its gradient is that of REINFORCE. */
  @Test
  void theGradientOfThePolicysOwnTokensIsThatComputedByHand() {
    double[][] expected = {
      {-0.078528, 0.063347, 0.015181},
      {0.137719, 0.137719, -0.275438},
      {-0.010121, 0.186340, -0.176219},
      {-0.031678, -0.064710, 0.096388},
      {-0.205022, 0.216797, -0.011775}
    };
    for (boolean computed : new boolean[] {false, true}) {
      Found found = found(clip(0.2, 0), TOKEN_MEAN, computed ? NEW : DRAWN, computed);
      assertThat(found.sums().objective()).isCloseTo(0, within(1e-6));
      assertThat(found.sums().clippedLow() + found.sums().clippedHigh()).isZero();
      assertGradient(found.gradient(), expected);
    }
  }

  /**
   * Tokens that are e times as likely under the policy, and tokens that are somewhat less likely.
   */
  @Test
  void theDistanceIsThatFromThePolicyToTheReference() {
    double[] likelier = NEW.clone();
    for (int i = 0; i < TOKENS; i++) {
      likelier[i] -= 1;
    }
    PolicyObjective objective = near(KlGradient.K3);
    Found found = found(objective, TOKEN_MEAN, NEW, likelier, false);
    assertThat(found.sums().k3()).isCloseTo(TOKENS * 0.367879, within(1e-5));
    double[] lessLikely = REFERENCE.clone();
    for (int i = 0; i < TOKENS; i++) {
      lessLikely[i] = NEW[i] + 0.2;
    }
    assertThat(found(objective, TOKEN_MEAN, NEW, lessLikely, false).sums().k3())
        .isCloseTo(TOKENS * (Math.exp(0.2) - 1.2), within(1e-5));
  }

  /**
   * On average over what the policy draws: of k2 the divergence's own gradient, of k3 the other's.
   */
  @Test
  void theMeanGradientsOfTheEstimatorsAreThoseOfTheTwoDivergences() {
    assertThat(meanKlGradient(KlGradient.K2))
        .containsExactly(new double[] {0.156274, -0.192054, 0.035780}, within(1e-5));
    assertThat(meanKlGradient(KlGradient.K3))
        .containsExactly(new double[] {0.177070, -0.242927, 0.065857}, within(1e-5));
  }

  private static double[] meanKlGradient(KlGradient kind) {
    float[] logits = {0.6f, -0.2f, 0.1f};
    float[] reference = {0, 0.4f, -0.3f};
    double whole = 0;
    for (float logit : logits) {
      whole += Math.exp(logit);
    }
    double[] mean = new double[3];
    PolicyObjective objective = new PolicyObjective(1, 0.2, 0.2, 0, 1, kind, 0, 0);
    for (int token = 0; token < 3; token++) {
      PolicyBatch batch =
          new PolicyBatch(
              1,
              2,
              new long[] {0, token},
              new int[] {1},
              new int[] {2},
              new float[1],
              new float[] {1},
              new float[1],
              false);
      try (NDManager manager = program.newManager()) {
        Shape shape = new Shape(1, 1, 3);
        NDArray totals = manager.zeros(new Shape(PolicyGradients.TOTALS), DataType.FLOAT64);
        float[] gradient =
            program
                .policyAtLogits(
                    manager.create(logits, shape),
                    manager.create(reference, shape),
                    batch.groups(0).get(0),
                    totals,
                    program.numbers(manager, objective.terms(false)))
                .toFloatArray();
        assertThat(totals.toDoubleArray()[2]).isCloseTo(0.131329, within(1e-6));
        for (int i = 0; i < 3; i++) {
          mean[i] += Math.exp(logits[token]) / whole * gradient[i];
        }
      }
    }
    return mean;
  }

  @Test
  void whateverWasDrawnAllNumbersAreFinite() {
    for (double far : new double[] {-1e30, -100, 100, 1e30}) {
      double[] distant = new double[TOKENS];
      for (int i = 0; i < TOKENS; i++) {
        distant[i] = NEW[i] + far;
      }
      for (boolean computed : new boolean[] {false, true}) {
        PolicyObjective objective =
            new PolicyObjective(TEMPERATURE, 0.2, 0.2, 0, 1, KlGradient.K3, 0.1, 2);
        Found found = found(objective, TOKEN_MEAN, distant, distant, computed);
        assertThat(found.sums().objective()).isFinite();
        assertThat(found.sums().k3()).isFinite().isNotNegative();
        for (float value : found.gradient()) {
          assertThat(value).isFinite();
        }
      }
    }
  }

  @Test
  void importanceWeightsAreBounded() {
    PolicyObjective objective =
        new PolicyObjective(TEMPERATURE, 0.2, 0.2, 0, 0, KlGradient.K2, 0, 2);
    double expected = -1.2 * (1.349859 + 0.9) + 0.8 * (0.7 + 1.3 + 2);
    assertThat(found(objective, new float[] {1, 1}, DRAWN, false).sums().objective())
        .isCloseTo(expected, within(1e-5));
  }

  private static PolicyObjective clip(double high, double dual) {
    return new PolicyObjective(TEMPERATURE, 0.2, high, dual, 0, KlGradient.K2, 0, 0);
  }

  private static PolicyObjective near(KlGradient kind) {
    return new PolicyObjective(TEMPERATURE, 0.2, 0.2, 0, 1, kind, 0, 0);
  }

  private static double objective(PolicyObjective objective, float... weights) {
    return found(objective, weights, DRAWN, true).sums().objective();
  }

  private static void assertGradient(float[] found, double[][] expected) {
    for (int token = 0; token < TOKENS; token++) {
      for (int i = 0; i < 3; i++) {
        assertThat((double) found[3 * token + i]).isCloseTo(expected[token][i], within(1e-6));
      }
    }
  }

  private static Found found(
      PolicyObjective objective, float[] weights, double[] drawn, boolean computed) {
    return found(objective, weights, drawn, REFERENCE, computed);
  }

  /** Of the tokens, one behind the other. */
  private static Found found(
      PolicyObjective objective,
      float[] weights,
      double[] drawn,
      double[] reference,
      boolean computed) {
    long[] tokens = new long[8];
    float[] draws = new float[6];
    float[] logits = new float[18];
    float[] others = new float[18];
    int[] places = {0, 1, 3, 4, 5};
    for (int i = 0; i < TOKENS; i++) {
      tokens[places[i] + places[i] / 3 + 1] = DRAWN_TOKENS[i];
      draws[places[i]] = (float) drawn[i];
      System.arraycopy(LOGITS[i], 0, logits, 3 * places[i], 3);
      giveChance(others, 3 * places[i], DRAWN_TOKENS[i], reference[i]);
    }
    PolicyBatch batch =
        new PolicyBatch(
            2,
            4,
            tokens,
            new int[] {1, 1},
            new int[] {3, 4},
            new float[] {1.2f, -0.8f},
            weights,
            draws,
            computed);
    try (NDManager manager = program.newManager()) {
      Shape shape = new Shape(2, 3, 3);
      NDArray totals = manager.zeros(new Shape(PolicyGradients.TOTALS), DataType.FLOAT64);
      float[] all =
          program
              .policyAtLogits(
                  manager.create(logits, shape),
                  manager.create(others, shape),
                  batch.groups(0).get(0),
                  totals,
                  program.numbers(manager, objective.terms(computed)))
              .toFloatArray();
      float[] gradient = new float[3 * TOKENS];
      for (int i = 0; i < TOKENS; i++) {
        System.arraycopy(all, 3 * places[i], gradient, 3 * i, 3);
      }
      assertThat(new float[] {all[6], all[7], all[8]}).containsOnly(0);
      return new Found(gradient, PolicySums.of(totals.toDoubleArray(), true));
    }
  }

  /**
   * Logits by which a token has this log-probability at the temperature, and the others the rest.
   */
  private static void giveChance(float[] logits, int at, int token, double logProbability) {
    double chance = Math.exp(Math.max(-200, logProbability));
    double rest = Math.max(1e-30, (1 - chance) / 2);
    for (int i = 0; i < 3; i++) {
      double log = i == token ? Math.max(-200, Math.min(200, logProbability)) : Math.log(rest);
      logits[at + i] = (float) (TEMPERATURE * log);
    }
  }

  private record Found(float[] gradient, PolicySums sums) {}
}
