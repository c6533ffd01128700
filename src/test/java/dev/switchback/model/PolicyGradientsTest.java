package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.model.Kernels.Products;
import dev.switchback.model.PolicyObjective.KlGradient;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients of whole models against PyTorch's automatic ones, against finite differences, and
 * against each other. {@link PolicyAtLogitsTest} has the part at the logits.
 */
@NativeEngine
class PolicyGradientsTest {
  private static final int PAD = 0;
  private static final Architecture ARCHITECTURE = TestModels.tiny(false);
  private static final Weights POLICY = scaled(TestModels.formula(ARCHITECTURE), 2);
  private static final Weights REFERENCE = scaled(TestModels.formula(ARCHITECTURE), 1.5f);

  /** Every term, and rows of another policy. */
  private static final PolicyObjective ALL_TERMS = objective(0.7, 0.2, KlGradient.K3, 0.1);

  private static CausalLmProgram program;

  @BeforeAll
  static void open() {
    program = TestModels.program(ARCHITECTURE, Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    program.close();
  }

  static Stream<JsonNode> golden() throws IOException {
    JsonNode cases = file().get("cases");
    return IntStream.range(0, cases.size()).mapToObj(cases::get);
  }

  @ParameterizedTest
  @MethodSource("golden")
  void gradientsAreThoseOfAutomaticDifferentiation(JsonNode golden) throws IOException {
    Architecture architecture = TestModels.tiny(golden.get("tied").asBoolean());
    PolicyObjective objective =
        new PolicyObjective(
            golden.get("temperature").asDouble(),
            golden.get("clip_low").asDouble(),
            golden.get("clip_high").asDouble(),
            golden.get("dual").asDouble(),
            golden.get("kl_weight").asDouble(),
            KlGradient.valueOf(golden.get("kl").asText()),
            golden.get("entropy_weight").asDouble(),
            golden.get("cap").asDouble());
    try (CausalLmProgram other = TestModels.program(architecture, Precision.FLOAT32);
        PolicyGradients gradients =
            new PolicyGradients(
                other,
                scaled(TestModels.formula(architecture), 2),
                Optional.of(scaled(TestModels.formula(architecture), 1.5f)),
                objective,
                0)) {
      gradients.add(batch(file(), golden));
      assertSums(gradients.sums(), golden.get("sums"));
      assertGradients(gradients.gradient(), golden.get("gradients"));
    }
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    PolicyBatch batch = new Rows().ofAnotherPolicy().batch();
    Weights gradient = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, batch);
    float step = 2e-3f;
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      Weights moved = POLICY.copy();
      int weight = random.nextInt(moved.count());
      float[] values = moved.values(weight);
      int place = random.nextInt(values.length);
      float before = values[place];
      values[place] = before + step;
      double above = sums(moved, ALL_TERMS, batch).objective();
      values[place] = before - step;
      double below = sums(moved, ALL_TERMS, batch).objective();
      assertThat((above - below) / (2 * step))
          .as(ARCHITECTURE.weights().get(weight).name())
          .isCloseTo(
              gradient.values(weight)[place],
              within(1e-2 * (0.02 + Math.abs(gradient.values(weight)[place]))));
    }
  }

  /** One on every token, without any other term: to learn to write what stands there. */
  @Test
  void anAdvantageOfOneIsSupervisedLearning() {
    Rows rows = new Rows().alone();
    Arrays.fill(rows.prompts, 1);
    Arrays.fill(rows.advantages, 1);
    for (int row = 0; row < rows.count; row++) {
      for (int t = 0; t < rows.length; t++) {
        int at = row * rows.length + t;
        rows.tokens[at] = t < rows.totals[row] ? Math.max(1, rows.tokens[at]) : PAD;
      }
    }
    rows.tokenMean();
    Weights found = gradient(POLICY, Optional.empty(), plain(1), rows.batch());
    try (NDManager manager = program.newManager()) {
      NDArray tokens = manager.create(rows.tokens, new Shape(rows.count, rows.length));
      assertClose(found, program.gradients(program.load(manager, POLICY), tokens, PAD), 1e-6);
    }
  }

  @Test
  void withoutAdvantagesOnlyTheOtherTermsAreLeft() {
    Rows rows = new Rows();
    Arrays.fill(rows.advantages, 0);
    assertZero(gradient(POLICY, Optional.of(REFERENCE), plain(0.7), rows.batch()));
    PolicyObjective near = objective(0.7, 0.4, KlGradient.K2, 0);
    PolicyObjective twice = objective(0.7, 0.8, KlGradient.K2, 0);
    Weights once = gradient(POLICY, Optional.of(REFERENCE), near, rows.batch());
    assertClose(
        gradient(POLICY, Optional.of(REFERENCE), twice, rows.batch()), scaled(once, 2), 1e-6);
    assertThat(norm(once)).isGreaterThan(1e-3);
  }

  /** A small step against the gradient of the KL term alone. */
  @ParameterizedTest
  @EnumSource
  void theKlTermDrawsThePolicyToTheReference(KlGradient kind) {
    Rows rows = new Rows();
    Arrays.fill(rows.advantages, 0);
    PolicyObjective objective = objective(0.7, 1, kind, 0);
    PolicySums before = sums(POLICY, objective, rows.batch());
    Weights gradient = gradient(POLICY, Optional.of(REFERENCE), objective, rows.batch());
    PolicySums after = sums(moved(POLICY, gradient, 1e-3f), objective, rows.batch());
    assertThat(after.objective()).isLessThan(before.objective());
    assertThat(before.k3()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void thePolicyItselfAsReferenceIsNoDistanceAway(Precision precision) {
    Rows rows = new Rows();
    Arrays.fill(rows.advantages, 0);
    for (KlGradient kind : KlGradient.values()) {
      try (CausalLmProgram other = TestModels.program(ARCHITECTURE, precision);
          PolicyGradients gradients =
              new PolicyGradients(
                  other, POLICY, Optional.of(POLICY), objective(0.7, 1, kind, 0), 0)) {
        gradients.add(rows.batch());
        assertThat(gradients.sums().kl()).isZero();
        assertThat(gradients.sums().k3()).isZero();
        assertThat(gradients.sums().objective()).isZero();
        assertZero(gradients.gradient());
      }
    }
  }

  @Test
  void aHigherEntropyFollowsItsGradient() {
    Rows rows = new Rows();
    Arrays.fill(rows.advantages, 0);
    PolicyObjective objective = objective(1, 0, KlGradient.K2, 1);
    Weights gradient = gradient(POLICY, Optional.of(REFERENCE), objective, rows.batch());
    assertThat(sums(moved(POLICY, gradient, 1e-3f), objective, rows.batch()).entropy())
        .isGreaterThan(sums(POLICY, objective, rows.batch()).entropy());
  }

  @Test
  void twiceTheTemperatureAndTwiceTheLogitsAreTheSamePolicy() {
    PolicyBatch batch = new Rows().ofAnotherPolicy().batch();
    int head = POLICY.count() - 1;
    Weights steep = POLICY.copy();
    Weights steepReference = REFERENCE.copy();
    for (Weights weights : new Weights[] {steep, steepReference}) {
      for (int i = 0; i < weights.values(head).length; i++) {
        weights.values(head)[i] *= 2;
      }
    }
    PolicyObjective warm = objective(1.4, 0.2, KlGradient.K3, 0.1);
    Weights found = gradient(steep, Optional.of(steepReference), warm, batch);
    Weights expected = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, batch);
    for (int i = 0; i < found.values(head).length; i++) {
      found.values(head)[i] *= 2;
    }
    assertClose(found, expected, 1e-6);
  }

  @Test
  void neitherPaddingNorWhatFollowsACompletionChangesABit() {
    Weights expected =
        gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, new Rows().ofAnotherPolicy().batch());
    PolicySums sums = sums(POLICY, ALL_TERMS, new Rows().ofAnotherPolicy().batch());

    Rows other = new Rows().ofAnotherPolicy();
    other.fillAfterCompletions(7);
    assertThat(gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, other.batch()))
        .isEqualTo(expected);
    assertThat(sums(POLICY, ALL_TERMS, other.batch())).isEqualTo(sums);

    PolicyBatch wider = new Rows().ofAnotherPolicy().widened(23).batch();
    assertThat(gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, wider)).isEqualTo(expected);
    assertThat(sums(POLICY, ALL_TERMS, wider)).isEqualTo(sums);
  }

  @Test
  void drawsThatAreNoNumbersOutsideOfCompletionsDoNotMatter() {
    Rows rows = new Rows().ofAnotherPolicy();
    Weights expected = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch());
    rows.fillDrawnOutside(Float.NaN);
    assertThat(gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch()))
        .isEqualTo(expected);
    assertThat(sums(POLICY, ALL_TERMS, rows.batch()).mismatch()).isFinite();
  }

  /** Rows that do not count, beside one that does. */
  @Test
  void whatStandsInOtherRowsDoesNotChangeABit() {
    Rows rows = new Rows();
    rows.onlyRow(1);
    Weights expected = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch());
    for (int row : new int[] {0, 2, 3}) {
      rows.setToken(row, 2, 11);
      rows.setToken(row, 3, 4);
      rows.advantages[row] = 9;
    }
    assertThat(gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch()))
        .isEqualTo(expected);
    rows.setToken(1, rows.prompts[1] - 1, 11);
    assertThat(gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch()))
        .isNotEqualTo(expected);
  }

  /** Row 1 has the token that elsewhere fills up rows, and tokens after it; its last one is END. */
  @Test
  void everyTokenOfACompletionCounts() {
    Rows rows = new Rows();
    assertThat(sums(POLICY, plain(0.7), rows.batch()).tokens()).isEqualTo(6 + 5 + 4 + 3);
    for (int t = rows.prompts[1]; t < rows.totals[1]; t++) {
      Rows one = new Rows();
      one.onlyRow(1);
      Weights with = gradient(POLICY, Optional.empty(), plain(0.7), one.batch());
      one.totals[1] = t + 1;
      one.prompts[1] = t;
      Weights alone = gradient(POLICY, Optional.empty(), plain(0.7), one.batch());
      assertThat(norm(alone)).as("token " + t).isGreaterThan(1e-3);
      assertThat(with).isNotEqualTo(alone);
    }
  }

  /** With END the only token that counts, and a good one, its chance rises. */
  @Test
  void theLastTokenOfACompletionIsLearned() {
    Rows rows = new Rows().alone();
    rows.onlyRow(1);
    rows.advantages[1] = 1;
    rows.prompts[1] = rows.totals[1] - 1;
    Weights gradient = gradient(POLICY, Optional.empty(), plain(1), rows.batch());
    Weights after = moved(POLICY, gradient, 1e-2f);
    assertThat(logProbability(after, rows, 1, rows.totals[1] - 1))
        .isGreaterThan(logProbability(POLICY, rows, 1, rows.totals[1] - 1) + 1e-4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 30, 36, 10_000})
  void gradientsDoNotDependOnTheGroupsOfRows(int microBatchTokens) {
    for (boolean older : new boolean[] {false, true}) {
      Rows rows = older ? new Rows().ofAnotherPolicy() : new Rows();
      Weights whole = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch());
      PolicySums sums = sums(POLICY, ALL_TERMS, rows.batch());
      try (PolicyGradients grouped =
          new PolicyGradients(
              program, POLICY, Optional.of(REFERENCE), ALL_TERMS, microBatchTokens)) {
        grouped.add(rows.batch());
        assertClose(grouped.gradient(), whole, 1e-5);
        assertClose(grouped.sums(), sums, 1e-5);
      }
    }
  }

  @Test
  void batchesAddUp() {
    Rows rows = new Rows();
    try (PolicyGradients gradients =
        new PolicyGradients(program, POLICY, Optional.of(REFERENCE), ALL_TERMS, 0)) {
      PolicySums expected = PolicySums.NONE;
      for (int row = 0; row < rows.count; row++) {
        gradients.add(rows.row(row));
        expected = expected.plus(sums(POLICY, ALL_TERMS, rows.row(row)));
      }
      Weights whole = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch());
      assertClose(gradients.gradient(), whole, 1e-5);
      assertThat(gradients.gradient()).isEqualTo(gradients.gradient());
      assertClose(gradients.sums(), expected, 1e-12);
    }
  }

  @Test
  void rowsThatDoNotCountAreInAllSumsButTheObjective() {
    Rows rows = new Rows();
    PolicySums all = sums(POLICY, ALL_TERMS, rows.batch());
    Arrays.fill(rows.weights, 0);
    PolicySums none = sums(POLICY, ALL_TERMS, rows.batch());
    assertThat(none.objective()).isZero();
    assertClose(none, withObjective(all, 0), 1e-6);
    assertZero(gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, rows.batch()));
  }

  @Test
  void withoutAReferenceThereIsNoDistanceToIt() {
    PolicyBatch batch = new Rows().batch();
    try (PolicyGradients gradients =
        new PolicyGradients(program, POLICY, Optional.empty(), plain(0.7), 0)) {
      gradients.add(batch);
      assertThat(gradients.referenceSeconds()).isZero();
      assertThat(gradients.sums().kl()).isNaN();
      assertThat(gradients.sums().k3()).isNaN();
      assertThat(gradients.sums().plus(PolicySums.NONE).kl()).isNaN();
      assertThat(gradients.gradient())
          .isEqualTo(gradient(POLICY, Optional.of(REFERENCE), plain(0.7), batch));
    }
    assertThatThrownBy(() -> new PolicyGradients(program, POLICY, Optional.empty(), ALL_TERMS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot learn with klWeight 0.2 without a reference, expected one or 0");
  }

  @Test
  void emptyCompletionsAndBatchesTeachNothing() {
    Rows rows = new Rows();
    rows.totals = rows.prompts.clone();
    try (PolicyGradients gradients =
        new PolicyGradients(program, POLICY, Optional.of(REFERENCE), ALL_TERMS, 20)) {
      gradients.add(rows.batch());
      gradients.add(
          new PolicyBatch(
              0,
              5,
              new long[0],
              new int[0],
              new int[0],
              new float[0],
              new float[0],
              new float[0],
              true));
      assertThat(gradients.sums()).isEqualTo(PolicySums.NONE);
      assertZero(gradients.gradient());
    }
  }

  @Test
  void bfloat16GoesTheSameWay() {
    PolicyBatch batch = new Rows().ofAnotherPolicy().batch();
    Weights exact = gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, batch);
    PolicySums sums = sums(POLICY, ALL_TERMS, batch);
    try (CausalLmProgram other = TestModels.program(ARCHITECTURE, Precision.BFLOAT16);
        PolicyGradients gradients =
            new PolicyGradients(other, POLICY, Optional.of(REFERENCE), ALL_TERMS, 0)) {
      gradients.add(batch);
      Weights rough = gradients.gradient();
      assertThat(rough).isNotEqualTo(exact);
      assertThat(product(rough, exact) / (norm(rough) * norm(exact))).isGreaterThan(0.99);
      assertThat(Math.abs(gradients.sums().mismatch() - sums.mismatch()) / sums.tokens())
          .isLessThan(0.02);
    }
  }

  @Test
  void theFusedKernelGivesTheSameGradients() {
    PolicyBatch batch = new Rows().ofAnotherPolicy().batch();
    try (CausalLmProgram other =
            new CausalLmProgram(
                ARCHITECTURE,
                Precision.FLOAT32,
                Device.cpu(),
                new Kernels(Kernels.FUSED_ATTENTION, Products.ONEDNN));
        PolicyGradients gradients =
            new PolicyGradients(other, POLICY, Optional.of(REFERENCE), ALL_TERMS, 24)) {
      gradients.add(batch);
      assertClose(
          gradients.gradient(), gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, batch), 1e-5);
    }
  }

  @Test
  void whatCannotBeOpenedLeavesNothingBehind() throws ReflectiveOperationException {
    int before = TestModels.held(program);
    Weights unreadable = TestModels.unreadable(ARCHITECTURE);
    assertThatThrownBy(
            () -> new PolicyGradients(program, POLICY, Optional.of(unreadable), ALL_TERMS, 0))
        .isInstanceOf(NullPointerException.class);
    gradient(POLICY, Optional.of(REFERENCE), ALL_TERMS, new Rows().batch());
    assertThat(TestModels.held(program)).isEqualTo(before);
  }

  private static Weights gradient(
      Weights policy, Optional<Weights> reference, PolicyObjective objective, PolicyBatch batch) {
    try (PolicyGradients gradients =
        new PolicyGradients(program, policy, reference, objective, 0)) {
      gradients.add(batch);
      return gradients.gradient();
    }
  }

  private static PolicySums sums(Weights policy, PolicyObjective objective, PolicyBatch batch) {
    try (PolicyGradients gradients =
        new PolicyGradients(program, policy, Optional.of(REFERENCE), objective, 0)) {
      gradients.add(batch);
      return gradients.sums();
    }
  }

  private static double logProbability(Weights weights, Rows rows, int row, int place) {
    try (NDManager manager = program.newManager()) {
      NDArray tokens = manager.create(rows.tokens, new Shape(rows.count, rows.length));
      NDArray scores = program.score(program.fuse(program.load(manager, weights)), tokens);
      return scores.getFloat(row, place - 1);
    }
  }

  private static PolicyObjective plain(double temperature) {
    return objective(temperature, 0, KlGradient.K2, 0);
  }

  private static PolicyObjective objective(
      double temperature, double klWeight, KlGradient kind, double entropyWeight) {
    return new PolicyObjective(temperature, 0.2, 0.28, 1.6, klWeight, kind, entropyWeight, 0);
  }

  private static PolicyBatch batch(JsonNode file, JsonNode golden) {
    int rows = file.get("rows").asInt();
    int length = file.get("length").asInt();
    return new PolicyBatch(
        rows,
        length,
        IntStream.range(0, rows * length)
            .mapToLong(i -> file.get("tokens").get(i).asLong())
            .toArray(),
        IntStream.range(0, rows).map(i -> file.get("prompts").get(i).asInt()).toArray(),
        IntStream.range(0, rows).map(i -> file.get("totals").get(i).asInt()).toArray(),
        floats(file.get("advantages")),
        floats(golden.get("weights")),
        floats(golden.get("drawn")),
        golden.get("older").asBoolean());
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }

  private static void assertSums(PolicySums found, JsonNode golden) {
    PolicySums expected =
        new PolicySums(
            golden.get("tokens").asLong(),
            golden.get("objective").asDouble(),
            golden.get("kl").asDouble(),
            golden.get("k3").asDouble(),
            golden.get("entropy").asDouble(),
            golden.get("clipped_low").asLong(),
            golden.get("clipped_high").asLong(),
            golden.get("clipped_dual").asLong(),
            golden.get("mismatch").asDouble(),
            golden.get("largest_mismatch").asDouble());
    assertClose(found, expected, 1e-5);
  }

  private static void assertClose(PolicySums found, PolicySums expected, double tolerance) {
    assertThat(found.tokens()).isEqualTo(expected.tokens());
    assertThat(found.clippedLow()).isEqualTo(expected.clippedLow());
    assertThat(found.clippedHigh()).isEqualTo(expected.clippedHigh());
    assertThat(found.clippedDual()).isEqualTo(expected.clippedDual());
    double[] left = numbers(found);
    double[] right = numbers(expected);
    for (int i = 0; i < left.length; i++) {
      assertThat(left[i]).isCloseTo(right[i], within(tolerance * (0.1 + Math.abs(right[i]))));
    }
  }

  private static double[] numbers(PolicySums sums) {
    return new double[] {
      sums.objective(),
      sums.kl(),
      sums.k3(),
      sums.entropy(),
      sums.mismatch(),
      sums.largestMismatch()
    };
  }

  private static PolicySums withObjective(PolicySums sums, double objective) {
    return new PolicySums(
        sums.tokens(),
        objective,
        sums.kl(),
        sums.k3(),
        sums.entropy(),
        sums.clippedLow(),
        sums.clippedHigh(),
        sums.clippedDual(),
        sums.mismatch(),
        sums.largestMismatch());
  }

  /** See {@code summary} in {@code make_policy_golden.py}. */
  private static void assertGradients(Weights gradient, JsonNode expected) {
    assertThat(expected.size()).isEqualTo(gradient.count());
    for (int weight = 0; weight < gradient.count(); weight++) {
      float[] values = gradient.values(weight);
      double squares = 0;
      double product = 0;
      for (int i = 0; i < values.length; i++) {
        squares += (double) values[i] * values[i];
        product += values[i] * Math.sin(1.1 * i + 0.3);
      }
      double[] found = {
        values[0], values[values.length / 2], values[values.length - 1], Math.sqrt(squares), product
      };
      double norm = expected.get(weight).get(3).asDouble();
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i])
            .as(gradient.architecture().weights().get(weight).name())
            .isCloseTo(expected.get(weight).get(i).asDouble(), within(1e-5 * norm));
      }
    }
  }

  /** Each weight's array within so much of its length. */
  private static void assertClose(Weights found, Weights expected, double tolerance) {
    for (int weight = 0; weight < expected.count(); weight++) {
      double squares = 0;
      double lengths = 0;
      for (int i = 0; i < expected.values(weight).length; i++) {
        squares += Math.pow((double) found.values(weight)[i] - expected.values(weight)[i], 2);
        lengths += Math.pow(expected.values(weight)[i], 2);
      }
      assertThat(Math.sqrt(squares))
          .as(expected.architecture().weights().get(weight).name())
          .isLessThanOrEqualTo(tolerance * Math.sqrt(lengths) + 1e-9);
    }
  }

  private static void assertZero(Weights weights) {
    assertThat(norm(weights)).isZero();
  }

  private static double norm(Weights weights) {
    return Math.sqrt(product(weights, weights));
  }

  private static double product(Weights left, Weights right) {
    double sum = 0;
    for (int weight = 0; weight < left.count(); weight++) {
      for (int i = 0; i < left.values(weight).length; i++) {
        sum += (double) left.values(weight)[i] * right.values(weight)[i];
      }
    }
    return sum;
  }

  private static Weights scaled(Weights weights, float factor) {
    return moved(Weights.zeros(weights.architecture()), weights, -factor);
  }

  /** A step against a gradient. */
  private static Weights moved(Weights weights, Weights gradient, float rate) {
    Weights result = weights.copy();
    for (int weight = 0; weight < result.count(); weight++) {
      for (int i = 0; i < result.values(weight).length; i++) {
        result.values(weight)[i] -= rate * gradient.values(weight)[i];
      }
    }
    return result;
  }

  private static JsonNode file() throws IOException {
    try (InputStream in = PolicyGradientsTest.class.getResourceAsStream("/golden/policy.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Four rows of unequal lengths, which tests change. */
  private static final class Rows {
    final int count = 4;
    int length = 12;
    long[] tokens =
        IntStream.range(0, count * length).mapToLong(i -> 1 + (5L * i * i + i) % 17).toArray();
    int[] prompts = {3, 4, 8, 1};
    int[] totals = {9, 9, 12, 4};
    float[] advantages = {1.2f, -0.8f, 0.5f, -1.5f};
    float[] weights = new float[count];
    float[] drawn = new float[count * (length - 1)];
    boolean older;

    Rows() {
      setToken(1, 5, PAD);
      tokenMean();
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = (float) (-2.5 + 1.1 * Math.sin(1.7 * i));
      }
    }

    /** All rows count the same. */
    Rows alone() {
      older = false;
      return this;
    }

    Rows ofAnotherPolicy() {
      older = true;
      return this;
    }

    void tokenMean() {
      int written = 0;
      for (int row = 0; row < count; row++) {
        written += totals[row] - prompts[row];
      }
      Arrays.fill(weights, 1f / written);
    }

    void onlyRow(int row) {
      Arrays.fill(weights, 0);
      weights[row] = 0.25f;
    }

    void setToken(int row, int place, int token) {
      tokens[row * length + place] = token;
    }

    void fillAfterCompletions(int token) {
      for (int row = 0; row < count; row++) {
        for (int t = totals[row]; t < length; t++) {
          setToken(row, t, token);
        }
      }
    }

    void fillDrawnOutside(float value) {
      for (int row = 0; row < count; row++) {
        for (int t = 0; t < length - 1; t++) {
          if (t + 1 < prompts[row] || t + 1 >= totals[row]) {
            drawn[row * (length - 1) + t] = value;
          }
        }
      }
    }

    /** The same with more padding. */
    Rows widened(int width) {
      long[] wide = new long[count * width];
      float[] wideDrawn = new float[count * (width - 1)];
      for (int row = 0; row < count; row++) {
        System.arraycopy(tokens, row * length, wide, row * width, length);
        System.arraycopy(drawn, row * (length - 1), wideDrawn, row * (width - 1), length - 1);
      }
      tokens = wide;
      drawn = wideDrawn;
      length = width;
      return this;
    }

    PolicyBatch row(int row) {
      return new PolicyBatch(
          1,
          length,
          Arrays.copyOfRange(tokens, row * length, (row + 1) * length),
          new int[] {prompts[row]},
          new int[] {totals[row]},
          new float[] {advantages[row]},
          new float[] {weights[row]},
          Arrays.copyOfRange(drawn, row * (length - 1), (row + 1) * (length - 1)),
          older);
    }

    PolicyBatch batch() {
      return new PolicyBatch(
          count, length, tokens, prompts, totals, advantages, weights, drawn, older);
    }
  }
}
