package dev.switchback.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.CheckpointSettings;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Optimizer;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.TokenizedTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NativeEngine
class TrainingLoopTest {
  private static final int PADDING = 0;

  @TempDir java.nio.file.Path folder;

  @ParameterizedTest
  @CsvSource({"float32,adamw", "bfloat16,adamw", "float32,muon", "bfloat16,muon"})
  void takenUpFromACheckpointItEndsWithTheSameBits(String precision, String optimizer)
      throws IOException {
    TrainingSettings settings = settings(precision, 0, optimizer);
    TrainingState start = initial(optimizer);
    TrainingState whole = train(start, 12, settings).state();

    Checkpoints<RoundReport> checkpoints = checkpoints();
    TrainingLoop.Result half = train(start, 5, settings);
    RoundReport report = RoundReport.of(List.of(half.report()), half.state(), 0.1, 2);
    checkpoints.save(half.state(), List.of(report));
    Checkpoints.Saved<RoundReport> saved = checkpoints.newest(TestModels.tiny(false)).orElseThrow();
    assertThat(saved.reports()).containsExactly(report);
    TrainingState rest = train(saved.state(), 7, settings).state();

    assertThat(rest).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "muon"})
  void learnsARule(String optimizer) {
    TrainingSettings settings = settings("float32", 0, optimizer);
    TrainingState start = initial(optimizer);
    double first = loss(train(start, 1, settings));
    TrainingLoop.Result later = train(start, 300, settings);
    TrainingLoop.Result last = train(later.state(), 20, settings);
    assertThat(first).isGreaterThan(2.5);
    assertThat(loss(last)).isLessThan(0.5 * first);
    assertThat(validationLoss(last.state())).isCloseTo(loss(last), Offset.offset(0.2));
  }

  @Test
  void computesALargeBatchInParts() {
    TrainingState start = TrainingState.initial(TestModels.tiny(false), 3);
    TrainingLoop.Result whole = train(start, 5, settings("float32", 0, "adamw"));
    TrainingLoop.Result parts = train(start, 5, settings("float32", 20, "adamw"));

    assertThat(loss(parts)).isCloseTo(loss(whole), Offset.offset(1e-5));
    assertThat(parts.state()).as("sums have another order").isNotEqualTo(whole.state());
  }

  @Test
  void aLossThatIsNoNumberStopsIt() {
    TrainingState start = TrainingState.initial(TestModels.tiny(false), 3);
    start.weights().values(0)[20] = Float.NaN;
    assertThatThrownBy(() -> train(start, 3, settings("float32", 0, "adamw")))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("at step 1 the loss is NaN")
        .hasMessageContaining("lower training.learning-rate");
  }

  @Test
  void theLearningRateRisesAndFallsAlongACosine() {
    TrainingSettings settings = settings("float32", 0, "adamw");
    LearningRate rate = new LearningRate(settings);
    assertThat(rate.at(0)).isEqualTo(0.005);
    assertThat(rate.at(1)).isEqualTo(0.01);
    assertThat(rate.at(2)).isEqualTo(0.01);
    assertThat(rate.at(2 + 998 / 2)).isCloseTo(0.0055, Offset.offset(1e-9));
    assertThat(rate.at(1000)).isCloseTo(0.001, Offset.offset(1e-9));
  }

  @Test
  void theLearningRateStaysWhereItFallsInTheLastStepsOnly() {
    LearningRate rate = new LearningRate(0.01, 0.1, 0.2, 2, 1000);
    assertThat(rate.at(0)).isEqualTo(0.005);
    assertThat(rate.at(2)).isEqualTo(0.01);
    assertThat(rate.at(800)).isEqualTo(0.01);
    assertThat(rate.at(900)).isCloseTo(0.0055, Offset.offset(1e-9));
    assertThat(rate.at(1000)).isCloseTo(0.001, Offset.offset(1e-9));
    assertThat(new LearningRate(0.01, 0.1, 0.9, 500, 1000).at(500)).isEqualTo(0.01);
  }

  private Checkpoints<RoundReport> checkpoints() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path model = new Path(folder.resolve("model").toUri());
    return new Checkpoints<>(
        files,
        model,
        CountdownTokenizer.INSTANCE,
        new CheckpointSettings(5, 2, "float32"),
        3,
        RoundReport.class);
  }

  private static double loss(TrainingLoop.Result result) {
    return result.report().lossSum() / result.report().tokens();
  }

  private static double validationLoss(TrainingState state) {
    try (CausalLmProgram program =
        TestModels.program(state.weights().architecture(), Precision.FLOAT32)) {
      return ValidationLoss.of(program, state.weights(), plan().inOrder(), PADDING, () -> {});
    }
  }

  private static BatchPlan plan() {
    return new BatchPlan(rows(), 96, 8, PADDING, 11, 0);
  }

  private static TrainingState initial(String optimizer) {
    return TrainingState.initial(TestModels.tiny(false), 3).beginningWith(Optimizer.of(optimizer));
  }

  private static TrainingLoop.Result train(
      TrainingState state, int steps, TrainingSettings settings) {
    Precision precision = Precision.of(settings.precision());
    try (CausalLmProgram program = TestModels.program(state.weights().architecture(), precision)) {
      return new TrainingLoop(program, settings, PADDING).run(state, plan(), steps, () -> {});
    }
  }

  /** Each token is the one before it plus a row's own stride. */
  private static TokenRows rows() {
    List<TokenizedTrace> traces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int stride = 1 + i % 3;
      byte[] trace = new byte[10 + i % 9];
      for (int j = 0; j < trace.length; j++) {
        trace[j] = (byte) (1 + (i + j * stride) % 18);
      }
      traces.add(new TokenizedTrace(trace, 0));
    }
    return TokenRows.of(traces, 64, true);
  }

  private static TrainingSettings settings(
      String precision, int microBatchTokens, String optimizer) {
    return RecordBinder.ofText(
        TrainingSettings.class,
        """
        steps = 1000
        batch-tokens = 96
        micro-batch-tokens = %d
        learning-rate = 0.01
        final-learning-rate-share = 0.1
        warmup-steps = 2
        adam-beta2 = 0.95
        precision = %s
        optimizer = %s
        bucket-width = 8
        round-steps = 10
        """
            .formatted(microBatchTokens, precision, optimizer));
  }
}
