package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.grpo.RolloutSampler.Asked;
import dev.switchback.model.Architecture;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.random.RandomStream;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A training by rewards on a task that is learned in seconds: to end at once. */
@NativeEngine
class PolicyLoopTest {
  private static final Tokenizer TOKENS = CountdownTokenizer.INSTANCE;
  private static final Architecture ARCHITECTURE = TestModels.countdown();
  private static final String FAST =
      "steps = 30, prompts = 4, samples = 16, updates = %d, learning-rate = 2e-2"
          + ", loss { kl-coefficient = %s }, learner.slots = 64";

  @Test
  void rewardsAreLearned() {
    PlainLoop loop = loop(FAST.formatted(1, "0"));
    loop.run(step -> problems(4));
    List<StepReport> reports = loop.reports();
    assertThat(reports.get(0).rewards().strict()).isBetween(0.0, 0.2);
    assertThat(reports.get(29).rewards().strict()).isGreaterThan(0.9);
    assertThat(reports.get(29).lengths().mean()).isLessThan(2);
    assertThat(reports.get(0).policy().kl()).as("the first step is the reference").isZero();
    assertThat(last(loop).kl()).isGreaterThan(0.01);
    assertThat(last(loop).mismatch()).isLessThan(1e-4);
    assertThat(reports.get(0).policy().clippedHigh()).as("one update").isNull();
  }

  @Test
  void severalUpdatesAreBounded() {
    PlainLoop loop = loop(FAST.formatted(4, "0"));
    loop.run(step -> problems(4));
    assertThat(loop.reports().get(29).rewards().strict()).isGreaterThan(0.8);
    assertThat(loop.reports())
        .filteredOn(report -> report.policy() != null)
        .anySatisfy(report -> assertThat(report.policy().clippedHigh()).isPositive());
  }

  @Test
  void aLargeDistanceKeepsTheModelAsItWas() {
    PlainLoop near = loop(FAST.formatted(1, "100.0"));
    near.run(step -> problems(4));
    PlainLoop free = loop(FAST.formatted(1, "0"));
    free.run(step -> problems(4));
    assertThat(last(near).kl()).isLessThan(0.1 * last(free).kl());
  }

  /** Where all are rewarded alike, and nothing else is asked for, not a bit moves. */
  @Test
  void equalRewardsTeachNothing() {
    Weights start = Weights.initial(ARCHITECTURE, 3);
    GrpoSettings settings =
        RecordBinder.ofText(
            GrpoSettings.class, "steps = 3, prompts = 1, samples = 4, loss.kl-coefficient = 0");
    PlainLoop loop = new PlainLoop(settings, TOKENS, start, 8, 5);
    Weights end = loop.run(step -> List.of(asked(0, text -> true)));
    assertThat(end).isEqualTo(start);
    assertThat(loop.reports()).allSatisfy(report -> assertThat(report.policy()).isNull());
    assertThat(loop.reports().get(2).rewards().allRight()).isEqualTo(1);
  }

  /** Weights that do not move draw the same for a problem in a step, and others in the next. */
  @Test
  void aProblemIsAnsweredAnewInEachStep() {
    assertThat(RolloutSampler.seed(1, 2, 0)).isNotEqualTo(RolloutSampler.seed(1, 3, 0));
    assertThat(RolloutSampler.seed(1, 2, 0)).isNotEqualTo(RolloutSampler.seed(1, 2, 1));
    PlainLoop one = loop(FAST.formatted(1, "0").replace("steps = 30", "steps = 3"));
    PlainLoop other = loop(FAST.formatted(1, "0").replace("steps = 30", "steps = 3"));
    assertThat(one.run(step -> problems(4))).isEqualTo(other.run(step -> problems(4)));
  }

  /** Of the last step in which completions were not rewarded alike. */
  private static StepReport.Policy last(PlainLoop loop) {
    return loop.reports().stream()
        .map(StepReport::policy)
        .filter(Objects::nonNull)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static PlainLoop loop(String text) {
    GrpoSettings settings = RecordBinder.ofText(GrpoSettings.class, text);
    return new PlainLoop(settings, TOKENS, Weights.initial(ARCHITECTURE, 3), 12, 5);
  }

  private static List<Asked> problems(int count) {
    return IntStream.range(0, count)
        .mapToObj(group -> asked(group, text -> text.endsWith(PromptOnly.PROMPT)))
        .toList();
  }

  private static Asked asked(int group, java.util.function.Predicate<String> right) {
    int[] tokens = TOKENS.startedWith(PromptOnly.PROMPT);
    return new Asked(group, "problem-" + group, tokens, new PromptOnly(right::test));
  }

  /** A problem that is solved by the texts that a rule accepts. */
  private record PromptOnly(Rule rule) implements Question {
    static final String PROMPT = "Current State: 24:[3, 8], Operations: []\n";

    interface Rule extends java.io.Serializable {
      boolean accepts(String text);
    }

    @Override
    public Verdict verify(String text) {
      boolean right = rule.accepts(text);
      return new Verdict(right, right, 0, Optional.empty(), -1);
    }

    @Override
    public String prompt(TraceStyle style) {
      return PROMPT;
    }

    @Override
    public String statement() {
      return "end at once";
    }

    @Override
    public TraceStats written(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<JudgedLine> judge(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Faithfulness faithfulness(String text, String search) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SearchTree tree(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Trace randomPlay(RandomStream random) {
      throw new UnsupportedOperationException();
    }
  }
}
