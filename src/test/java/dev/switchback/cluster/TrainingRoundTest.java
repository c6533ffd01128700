package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.Architecture;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Optimizer;
import dev.switchback.model.Precision;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.TokenizedTrace;
import dev.switchback.train.BatchPlan;
import dev.switchback.train.DivergedException;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TokenRows;
import dev.switchback.train.TrainingLoop;
import dev.switchback.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

@LocalSpark
@NativeEngine
class TrainingRoundTest {
  private static final Architecture TINY =
      new Architecture(20, 16, 2, 2, 1, 24, 64, 1e4, 1e-6, 0.02, false);
  private static final long SEED = 11;
  private static final int PADDING = 0;

  private static JavaSparkContext spark;

  @BeforeAll
  static void start(SparkSession session) {
    spark = new JavaSparkContext(session.sparkContext());
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "muon"})
  void oneWorkerIsThePlainLoopBitForBit(String optimizer) {
    TrainingSettings settings = settings(1, 0.01, optimizer);
    TrainingState plain = initial(settings);
    EngineThread.prepare(2);
    try (CausalLmProgram program = new CausalLmProgram(TINY, Precision.BFLOAT16, Device.cpu())) {
      BatchPlan plan = new BatchPlan(TokenRows.of(traces(), 64, true), 96, 8, PADDING, SEED, 0);
      TrainingLoop loop = new TrainingLoop(program, settings, PADDING);
      plain = loop.run(plain, plan, 12, () -> {}).state();
    }

    TrainingState inRounds = train(settings, 5, 5, 2).state();
    assertThat(inRounds).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "muon"})
  void twoWorkersGiveTheSameBitsEachTimeAndLearn(String optimizer) {
    Trained one = train(settings(1, 0.01, optimizer), 20, 20, 20, 20);
    Trained two = train(settings(2, 0.01, optimizer), 20, 20, 20, 20);
    Trained again = train(settings(2, 0.01, optimizer), 20, 20, 20, 20);

    assertThat(again.state()).isEqualTo(two.state());
    assertThat(two.state()).isNotEqualTo(one.state());
    assertThat(two.state().tokens()).isGreaterThan(3 * one.state().tokens() / 2);
    assertThat(two.last().loss()).isLessThan(0.2 * two.first().loss());
    assertThat(two.last().loss())
        .as("as good as one after as many steps")
        .isLessThan(1.1 * one.last().loss());
  }

  /** Two workers have taken half the steps then; what one has learned, they have as well. */
  @Test
  void atEqualTokensTwoWorkersComeAsFarAsOne() {
    Trained one = train(settings(1, 0.01), 200, 200, 200);
    Trained two = train(settings(2, 0.01), 100, 100, 100);

    double tokens = (double) two.state().tokens() / one.state().tokens();
    assertThat(tokens).isBetween(0.9, 1.1);
    assertThat(two.last().loss())
        .as("of 3.0 nats that untrained models begin with")
        .isCloseTo(one.last().loss(), Offset.offset(0.05));
  }

  @Test
  void aDivergedWorkerIsNamedByItsStepAndLearningRate() {
    assertThatThrownBy(() -> train(settings(2, 1e30), 5, 5))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("lower training.learning-rate (it was 1.0E30");
  }

  @Test
  void moreWorkersThanCoresAreRefused() {
    assertThatThrownBy(() -> train(settings(3, 0.01), 5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Cannot train with workers.count = 3: there is room for 2")
        .hasMessageContaining("lower workers.count");
  }

  private record Trained(TrainingState state, RoundReport first, RoundReport last) {}

  private static Trained train(TrainingSettings settings, int... rounds) {
    Workers workers = Workers.place(spark.sc(), settings, TINY);
    try (TrainingRows rows =
        TrainingRows.ofTokens(
            "test",
            spark.parallelizePairs(
                traces().stream()
                    .map(trace -> new Tuple2<>(trace.tokens(), trace.promptTokens()))
                    .toList(),
                3),
            64,
            settings)) {
      TrainingRound round = new TrainingRound(spark, rows, workers, settings, SEED, PADDING);
      TrainingState state = initial(settings);
      List<RoundReport> reports = new ArrayList<>();
      for (int steps : rounds) {
        TrainingRound.Result done = round.run(state, steps, taken -> {});
        state = done.state();
        reports.add(done.report());
      }
      return new Trained(state, reports.get(0), reports.get(reports.size() - 1));
    }
  }

  private static TrainingState initial(TrainingSettings settings) {
    return TrainingState.initial(TINY, 3).beginningWith(Optimizer.of(settings.optimizer()));
  }

  /** Each token is the one before it plus a row's own stride. */
  private static List<TokenizedTrace> traces() {
    List<TokenizedTrace> traces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int stride = 1 + i % 3;
      byte[] trace = new byte[10 + i % 9];
      for (int j = 0; j < trace.length; j++) {
        trace[j] = (byte) (1 + (i + j * stride) % 18);
      }
      traces.add(new TokenizedTrace(trace, 0));
    }
    return traces;
  }

  private static TrainingSettings settings(int workers, double learningRate) {
    return settings(workers, learningRate, "adamw");
  }

  private static TrainingSettings settings(int workers, double learningRate, String optimizer) {
    return RecordBinder.ofText(
        TrainingSettings.class,
        """
        steps = 1000
        optimizer = %s
        batch-tokens = 96
        learning-rate = %s
        final-learning-rate-share = 0.1
        warmup-steps = 2
        adam-beta2 = 0.95
        bucket-width = 8
        round-steps = 10
        workers.count = %d
        """
            .formatted(optimizer, learningRate, workers));
  }
}
