package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.Cases;
import dev.switchback.artifact.InputException;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Architecture;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.GivenText.Scored;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores against what the decoder reports, and against a loop over one text at a time. */
@NativeEngine
class ScorerTest {
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;
  private static final int CONTEXT = 256;
  private static final Architecture ARCHITECTURE =
      new Architecture(46, 16, 2, 4, 2, 24, CONTEXT, 1e6, 1e-6, 0.02, false);
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
  @ValueSource(doubles = {0, 0.7, 1.5})
  void scoresAreWhatSamplingReports(double temperature) {
    List<Completion> completions = completions(temperature);
    assertThat(completions).extracting(Completion::finish).contains(Completion.Finish.LENGTH);
    List<Scored> scored = score(completions.stream().map(GivenText::of).toList());
    for (int i = 0; i < completions.size(); i++) {
      Completion completion = completions.get(i);
      assertThat(scored.get(i).text().completion()).isEqualTo(completion.tokens());
      assertThat(scored.get(i).logProbability())
          .isCloseTo(completion.logProbability(), within(1e-4));
      assertClose(scored.get(i).logProbabilities(), completion.logProbabilities(), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 1, 1.3})
  void scoresAtATemperatureAreThoseOfDrawsAtIt(double temperature) {
    List<Completion> completions = completions(temperature);
    List<GivenText> texts = completions.stream().map(GivenText::of).toList();
    try (Scorer scorer = new Scorer(program, WEIGHTS, TOKENIZER.pad(), temperature)) {
      Iterator<Scored> scores = scorer.score(texts.iterator());
      for (Completion completion : completions) {
        float[] scored = scores.next().logProbabilities();
        assertClose(scored, completion.drawnLogProbabilities(), 1e-4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aTemperatureThatIsNotAboveZeroIsRefused(double temperature) {
    assertThatThrownBy(() -> new Scorer(program, WEIGHTS, TOKENIZER.pad(), temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot score at temperature %s, expected a number above 0".formatted(temperature));
  }

  @Test
  void everyTokenIsScoredAsInALoopOverOneTextAtATime() {
    List<GivenText> texts = texts(60);
    List<Scored> scored = score(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertClose(scored.get(i).logProbabilities(), plain(texts.get(i)), 1e-4);
    }
  }

  @Test
  void neitherOrderNorBatchMatters() {
    List<GivenText> texts = texts(2500);
    List<Scored> together = score(texts);
    assertThat(together).extracting(Scored::text).containsExactlyElementsOf(texts);
    for (int i = 0; i < texts.size(); i += 17) {
      Scored alone = score(texts.subList(i, i + 1)).get(0);
      assertClose(together.get(i).logProbabilities(), alone.logProbabilities(), 1e-5);
    }
  }

  @Test
  void whatIsScoredInGroupsOfRowsIsTheSame() {
    int length = 41;
    long[] tokens = IntStream.range(0, 500 * length).mapToLong(i -> i * i % 43 + 3).toArray();
    try (NDManager manager = program.newManager()) {
      NDList fused = program.fuse(program.load(manager, WEIGHTS));
      NDArray all = manager.create(tokens, new Shape(500, length));
      NDArray scores = program.score(fused, all);
      assertThat(scores.getShape()).isEqualTo(new Shape(500, length - 1));
      NDArray last = program.score(fused, all.get("497:"));
      assertClose(scores.get("497:").toFloatArray(), last.toFloatArray(), 1e-5);
    }
  }

  @Test
  void emptyCompletionsAndFullContextsAreScored() {
    List<Scored> scored = score(List.of(text(1, 0), text(17, 0), text(1, CONTEXT - 1)));
    assertThat(scored.get(0).logProbabilities()).isEmpty();
    assertThat(scored.get(1).logProbability()).isZero();
    assertClose(scored.get(2).logProbabilities(), plain(text(1, CONTEXT - 1)), 1e-4);
    assertThat(score(List.of())).isEmpty();
  }

  @Test
  void aTextThatNoModelCanReadIsRefused() {
    assertThatThrownBy(() -> score(List.of(text(3, 2), text(0, 2))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a prompt of 0 tokens, expected one at least");
    assertThatThrownBy(() -> score(List.of(text(3, 2), text(56, 201))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot score a text of 257 tokens, expected at most the model's context-length = 256;"
                + " filter such texts out");
  }

  @Test
  void fewTextsAreReadAhead() {
    int[] read = {0};
    Iterator<GivenText> texts =
        IntStream.range(0, 5000).mapToObj(i -> text(2, 2)).peek(text -> read[0]++).iterator();
    try (Scorer scorer = new Scorer(program, WEIGHTS, TOKENIZER.pad())) {
      Iterator<Scored> scores = scorer.score(texts);
      assertThat(read[0]).isZero();
      scores.next();
      assertThat(read[0]).isLessThanOrEqualTo(Scorer.WINDOW + 1);
      scores.forEachRemaining(scored -> {});
      assertThat(read[0]).isEqualTo(5000);
      assertThatThrownBy(scores::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  private static List<Completion> completions(double temperature) {
    SamplingSettings settings =
        RecordBinder.ofText(
            SamplingSettings.class,
            "samples = 1, temperature = %s, max-tokens = 60, slots = 5".formatted(temperature));
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      prompts.add(new Prompt(i, i, 0, text(4 + i % 30, 0).prompt()));
    }
    List<Completion> completions = new ArrayList<>();
    try (Decoder decoder = new Decoder(program, WEIGHTS, TOKENIZER, settings, 3)) {
      decoder.complete(prompts.iterator()).forEachRemaining(completions::add);
    }
    return completions;
  }

  private static List<Scored> score(List<GivenText> texts) {
    List<Scored> scored = new ArrayList<>();
    try (Scorer scorer = new Scorer(program, WEIGHTS, TOKENIZER.pad())) {
      scorer.score(texts.iterator()).forEachRemaining(scored::add);
    }
    return scored;
  }

  @Test
  void aModelThatGivesNoNumbersIsRefusedByScoresAndByDraws() {
    Weights large = WEIGHTS.copy();
    for (int place = 0; place < large.count(); place++) {
      for (int i = 0; i < large.values(place).length; i++) {
        large.values(place)[i] *= 1e30f;
      }
    }
    SamplingSettings settings = RecordBinder.ofText(SamplingSettings.class, "max-tokens = 9");
    Prompt prompt = new Prompt(0, 0, 0, new int[] {1, 2, 3});

    try (Scorer scorer = new Scorer(program, large, TOKENIZER.pad());
        Decoder decoder = new Decoder(program, large, TOKENIZER, settings, 3)) {
      assertThatThrownBy(() -> scorer.score(texts(1).iterator()).next())
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot use the model: it gives a token the log-probability NaN");
      assertThatThrownBy(() -> decoder.complete(List.of(prompt).iterator()).next())
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot use the model: it gives a token the log-probability NaN");
    }
  }

  private static List<GivenText> texts(int count) {
    List<GivenText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomStream random = Cases.random("given-text", i);
      texts.add(text(1 + random.nextInt(40), random.nextInt(120)));
    }
    return texts;
  }

  private static GivenText text(int prompt, int completion) {
    return new GivenText(tokens(prompt, 5 + completion), tokens(completion, prompt));
  }

  private static int[] tokens(int count, int first) {
    return IntStream.range(0, count).map(i -> (first * 7 + i * i + 3 * i) % 46).toArray();
  }

  /** Log-softmax in double, from the logits of this text alone. */
  private static float[] plain(GivenText text) {
    int[] tokens = text.tokens();
    float[] expected = new float[text.completion().length];
    try (NDManager manager = program.newManager()) {
      NDList weights = program.load(manager, WEIGHTS);
      long[] ids = IntStream.of(tokens).asLongStream().toArray();
      float[] logits =
          program.logits(weights, manager.create(ids, new Shape(1, ids.length))).toFloatArray();
      for (int i = 0; i < expected.length; i++) {
        int place = text.prompt().length + i;
        double sum = 0;
        for (int token = 0; token < 46; token++) {
          sum += Math.exp(logits[(place - 1) * 46 + token]);
        }
        expected[i] = (float) (logits[(place - 1) * 46 + tokens[place]] - Math.log(sum));
      }
    }
    return expected;
  }

  private static void assertClose(float[] found, float[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(tolerance));
    }
  }
}
