package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Architecture;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.random.RandomStream;
import dev.switchback.tier.Cpu;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batched decoding against a loop that computes every token from the whole text before it. */
@NativeEngine
class DecoderTest {
  private static final long SEED = 17;
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;
  private static final Architecture ARCHITECTURE =
      new Architecture(46, 16, 2, 4, 2, 24, 256, 1e6, 1e-6, 0.02, false);
  private static final Weights WEIGHTS = TestModels.formula(ARCHITECTURE);
  private static CausalLmProgram program;

  @BeforeAll
  static void open() {
    program = TestModels.program(ARCHITECTURE, Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    program.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "0.7, 0, 1", "1, 5, 1", "1.3, 0, 0.8", "0.9, 7, 0.9"})
  void equalsDecodingWithoutACache(double temperature, int topK, double topP) {
    SamplingSettings settings = settings(temperature, topK, topP, 40, 4);
    for (Completion completion : complete(settings, prompts(9))) {
      List<Integer> plain = plain(completion.prompt(), settings);
      assertThat(IntStream.of(completion.tokens()).boxed()).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 16, 40, 256})
  @EnabledIf(value = "dev.switchback.tier.Cpu#hasAvx512", disabledReason = Cpu.ANOTHER_ORDER)
  void noBitOfACompletionDependsOnTheBatch(int slots) {
    List<Completion> alone = complete(settings(1.5, 0, 1, 170, 2), prompts(60));
    List<Prompt> reversed = new ArrayList<>(prompts(60));
    Collections.reverse(reversed);
    List<Completion> together = complete(settings(1.5, 0, 1, 170, slots), reversed);
    assertThat(together).hasSameSizeAs(alone);
    assertThat(alone).anyMatch(completion -> completion.tokens().length == 170);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i).tokens()).isEqualTo(alone.get(i).tokens());
      assertThat(together.get(i).logProbabilities()).isEqualTo(alone.get(i).logProbabilities());
      assertThat(together.get(i).drawnLogProbabilities())
          .isEqualTo(alone.get(i).drawnLogProbabilities());
    }
  }

  @Test
  void aCompletionEndsWhereTheContextIsFull() {
    for (Completion completion : complete(settings(3, 0, 1, 255, 8), prompts(30))) {
      int room = ARCHITECTURE.contextLength() - completion.prompt().tokens().length;
      boolean full = completion.tokens().length == room;
      assertThat(completion.tokens().length).isLessThanOrEqualTo(room);
      assertThat(full || completion.finish() == Completion.Finish.STOP).isTrue();
    }
  }

  @Test
  void aSmallerBudgetCutsTheSameCompletion() {
    List<Completion> all = complete(settings(1, 0, 1, 60, 8), prompts(12));
    List<Completion> cut = complete(settings(1, 0, 1, 13, 8), prompts(12));
    for (int i = 0; i < all.size(); i++) {
      int[] tokens = all.get(i).tokens();
      assertThat(cut.get(i).tokens()).isEqualTo(Arrays.copyOf(tokens, Math.min(13, tokens.length)));
    }
  }

  @Test
  void samplesOfAProblemDifferAndEndAtEndOrAtTheLimit() {
    List<Completion> completions = complete(settings(1, 0, 1, 30, 8), prompts(24));
    assertThat(completions.stream().map(c -> IntStream.of(c.tokens()).boxed().toList()).distinct())
        .hasSizeGreaterThan(12);
    for (Completion completion : completions) {
      int[] tokens = completion.tokens();
      boolean ended = tokens[tokens.length - 1] == TOKENIZER.end();
      assertThat(completion.finish())
          .isEqualTo(ended ? Completion.Finish.STOP : Completion.Finish.LENGTH);
      assertThat(IntStream.of(tokens).limit(tokens.length - 1L)).doesNotContain(TOKENIZER.end());
      assertThat(ended || tokens.length == 30).isTrue();
    }
    assertThat(completions).extracting(Completion::finish).contains(Completion.Finish.STOP);
  }

  @Test
  void logProbabilitiesAreThoseOfTheText() {
    for (Completion completion : complete(settings(0.7, 0, 1, 20, 4), prompts(5))) {
      int[] prompt = completion.prompt().tokens();
      long[] text =
          IntStream.concat(IntStream.of(prompt), IntStream.of(completion.tokens()))
              .asLongStream()
              .toArray();
      double expected = 0;
      try (NDManager manager = program.newManager()) {
        NDList weights = program.load(manager, WEIGHTS);
        NDArray logits = program.logits(weights, manager.create(text, new Shape(1, text.length)));
        NDArray logProbabilities = logits.logSoftmax(-1);
        for (int i = prompt.length; i < text.length; i++) {
          expected += logProbabilities.getFloat(0, i - 1, text[i]);
        }
      }
      assertThat(completion.logProbability()).isCloseTo(expected, within(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "0.7, 0, 1", "1, 0, 1", "1, 5, 1", "1.3, 0, 0.8", "0.9, 7, 0.9"})
  void drawsReportTheirChance(double temperature, int topK, double topP) {
    SamplingSettings settings = settings(temperature, topK, topP, 20, 4);
    for (Completion completion : complete(settings, prompts(6))) {
      int first = completion.prompt().tokens().length - 1;
      float[] logits = logits(completion.withPrompt());
      for (int i = 0; i < completion.tokens().length; i++) {
        int from = (first + i) * ARCHITECTURE.vocabularySize();
        float[] next = Arrays.copyOfRange(logits, from, from + ARCHITECTURE.vocabularySize());
        double[] weights = weights(next, temperature == 0 ? settings(1, 0, 1, 20, 4) : settings);
        assertThat((double) completion.drawnLogProbabilities()[i])
            .isCloseTo(
                Math.log(weights[completion.tokens()[i]] / DoubleStream.of(weights).sum()),
                within(1e-4));
      }
    }
  }

  @Test
  void tokensAreDrawnAsOftenAsTheyReport() {
    int draws = 20_000;
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < draws; i++) {
      prompts.add(new Prompt(i, 7, i, new int[] {4, 9, 5}));
    }
    int[] count = new int[ARCHITECTURE.vocabularySize()];
    double[] chance = new double[ARCHITECTURE.vocabularySize()];
    for (Completion completion : complete(settings(0.7, 0, 1, 1, 512), prompts)) {
      count[completion.tokens()[0]]++;
      chance[completion.tokens()[0]] = Math.exp(completion.drawnLogProbabilities()[0]);
    }
    assertThat(DoubleStream.of(chance).sum()).isCloseTo(1, within(1e-2));
    for (int token = 0; token < count.length; token++) {
      double deviation = Math.sqrt(draws * chance[token] * (1 - chance[token]));
      assertThat((double) count[token]).isCloseTo(draws * chance[token], within(4 * deviation));
    }
  }

  /** In batches with fewer and with more rows than oneDNN's order of sums asks for. */
  @ParameterizedTest
  @ValueSource(ints = {4, 20})
  void plainProductsDecodeTheSame(int slots) {
    try (CausalLmProgram plain = TestModels.plainProgram(ARCHITECTURE, Precision.FLOAT32)) {
      assertDecodesTheSame(plain, slots);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 20})
  void decodingForGpusIsTheSame(int slots) {
    try (CausalLmProgram fused = TestModels.fusedProgram(ARCHITECTURE, Precision.FLOAT32)) {
      assertDecodesTheSame(fused, slots);
    }
  }

  private static void assertDecodesTheSame(CausalLmProgram other, int slots) {
    SamplingSettings settings = settings(0.7, 0, 1, 250, slots);
    List<Completion> expected = complete(settings, prompts(30));
    List<Completion> found = complete(other, settings, prompts(30));
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
      assertThat(found.get(i).logProbabilities())
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(expected.get(i).logProbabilities());
    }
  }

  @Test
  void noPromptsMakeNoCompletions() {
    assertThat(complete(settings(0.7, 0, 1, 20, 4), List.of())).isEmpty();
  }

  @Test
  void whatCannotBeOpenedLeavesNothingBehind() throws ReflectiveOperationException {
    int before = TestModels.held(program);
    Weights unreadable = TestModels.unreadable(ARCHITECTURE);
    assertThatThrownBy(() -> new Decoder(program, WEIGHTS, TOKENIZER, null, SEED))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(
            () -> new Decoder(program, unreadable, TOKENIZER, settings(1, 0, 1, 5, 2), SEED))
        .isInstanceOf(NullPointerException.class);
    assertThat(TestModels.held(program)).isEqualTo(before);
  }

  private static List<Completion> complete(SamplingSettings settings, List<Prompt> prompts) {
    return complete(program, settings, prompts);
  }

  private static List<Completion> complete(
      CausalLmProgram program, SamplingSettings settings, List<Prompt> prompts) {
    List<Completion> completions = new ArrayList<>();
    try (Decoder decoder = new Decoder(program, WEIGHTS, TOKENIZER, settings, SEED)) {
      decoder.complete(prompts.iterator()).forEachRemaining(completions::add);
    }
    completions.sort(Comparator.comparingInt(completion -> completion.prompt().problem()));
    return completions;
  }

  /** Problems with prompts of different lengths; every third is another sample of the same one. */
  private static List<Prompt> prompts(int count) {
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int problem = i / 3;
      int[] tokens =
          IntStream.range(0, 5 + problem % 4).map(j -> 4 + (problem + 3 * j) % 40).toArray();
      prompts.add(new Prompt(i, 1000 + problem, i % 3, tokens));
    }
    return prompts;
  }

  private static List<Integer> plain(Prompt prompt, SamplingSettings settings) {
    List<Integer> text = new ArrayList<>(IntStream.of(prompt.tokens()).boxed().toList());
    List<Integer> drawn = new ArrayList<>();
    while (drawn.size() < settings.maxTokens() && !drawn.contains(TOKENIZER.end())) {
      long[] ids = text.stream().mapToLong(Integer::longValue).toArray();
      try (NDManager manager = program.newManager()) {
        NDList weights = program.load(manager, WEIGHTS);
        NDArray logits = program.logits(weights, manager.create(ids, new Shape(1, ids.length)));
        float[] last = logits.get(":, -1").toFloatArray();
        long bits =
            RandomStream.hash(SEED, "token", prompt.drawKey(), prompt.sample(), drawn.size());
        int token = draw(last, (bits >>> 11) * 0x1.0p-53, settings);
        text.add(token);
        drawn.add(token);
      }
    }
    return drawn;
  }

  /** Draws a token the slow way: sorts, cuts, adds up. */
  private static int draw(float[] logits, double uniform, SamplingSettings settings) {
    if (settings.temperature() == 0) {
      return likeliestFirst(logits).get(0);
    }
    double[] weight = weights(logits, settings);
    double goal = uniform * DoubleStream.of(weight).sum();
    double reached = 0;
    for (int i = 0; i < weight.length; i++) {
      reached += weight[i];
      if (reached > goal) {
        return i;
      }
    }
    return weight.length - 1;
  }

  /** Sorts and cuts. */
  private static double[] weights(float[] logits, SamplingSettings settings) {
    List<Integer> order = likeliestFirst(logits);
    double[] weight = new double[logits.length];
    int most = settings.topK() == 0 ? logits.length : settings.topK();
    double sum = 0;
    for (int i : order.subList(0, most)) {
      weight[i] = Math.exp((logits[i] - logits[order.get(0)]) / settings.temperature());
      sum += weight[i];
    }
    double before = 0;
    for (int i : order) {
      double share = weight[i] / sum;
      if (before >= settings.topP()) {
        weight[i] = 0;
      }
      before += share;
    }
    return weight;
  }

  private static List<Integer> likeliestFirst(float[] logits) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
        .toList();
  }

  /** Of each token of a text, row-major. */
  private static float[] logits(int[] text) {
    long[] ids = IntStream.of(text).asLongStream().toArray();
    try (NDManager manager = program.newManager()) {
      NDList weights = program.load(manager, WEIGHTS);
      return program.logits(weights, manager.create(ids, new Shape(1, ids.length))).toFloatArray();
    }
  }

  private static SamplingSettings settings(
      double temperature, int topK, double topP, int maxTokens, int slots) {
    return RecordBinder.ofText(
        SamplingSettings.class,
        "samples = 1, temperature = %s, top-k = %d, top-p = %s, max-tokens = %d, slots = %d"
            .formatted(temperature, topK, topP, maxTokens, slots));
  }
}
