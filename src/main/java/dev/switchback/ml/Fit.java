package dev.switchback.ml;

import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.stage.ModelTraining;
import dev.switchback.train.DivergedException;
import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.MetricsFile;
import dev.switchback.train.RoundReport;
import dev.switchback.train.RoundReport.TuningAnswers;
import dev.switchback.train.TokenRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;

/**
 * From a table of traces to a model's weights: the same training as the command line's, in a folder
 * of its own.
 */
final class Fit {
  private static final String DESCRIPTION = "spark.job.description";

  private final JavaSparkContext spark;
  private final FitPlan plan;

  private Fit(JavaSparkContext spark, FitPlan plan) {
    this.spark = spark;
    this.plan = plan;
  }

  /** What a fit made. */
  record Result(Weights weights, CausalLmSummary summary) {}

  /** Fits; jobs that follow are described as those before. */
  static Result run(FitPlan plan, Dataset<?> table) throws IOException {
    JavaSparkContext spark = new JavaSparkContext(table.sparkSession().sparkContext());
    String described = spark.getLocalProperty(DESCRIPTION);
    spark.setJobDescription("Read what " + plan.name() + " learns from");
    try (TraceTokens traces = TraceTokens.read(table, plan.source(), plan.tokenizer());
        FitFolder folder =
            FitFolder.of(
                plan.checkpointFolder(),
                plan.configuration(),
                plan.inputs(traces),
                spark.hadoopConfiguration())) {
      Fit fit = new Fit(spark, plan);
      ModelTraining training = fit.training(folder);
      if (folder.prepareToContinue()) {
        fit.train(training, traces, folder);
      }
      training.discardCheckpoints();
      return new Result(
          ModelFolder.read(folder.files(), folder.path()),
          new CausalLmSummary(MetricsFile.read(folder.files(), folder.path())));
    } finally {
      spark.setLocalProperty(DESCRIPTION, described);
    }
  }

  private ModelTraining training(FitFolder folder) {
    return new ModelTraining(
        spark,
        plan.name(),
        plan.settings(),
        plan.tokenizer(),
        plan.seed(),
        folder.files(),
        folder.path());
  }

  private void train(ModelTraining training, TraceTokens traces, FitFolder folder)
      throws IOException {
    try (TrainingRows rows = rows(traces)) {
      List<RoundReport> rounds = training.run(rows, validation(traces), new NothingAsked());
      folder.finish(Map.of("steps", rounds.get(rounds.size() - 1).step()));
    } catch (DivergedException diverged) {
      throw folder.temporary()
          ? diverged
          : diverged.keeping("The newest checkpoint stays in " + folder.path());
    }
  }

  private TrainingRows rows(TraceTokens traces) {
    return TrainingRows.ofTokens(
        "Rows that " + plan.name() + " learns from",
        traces.training(),
        plan.settings().architecture().contextLength(),
        plan.settings().training());
  }

  private ValidationRound validation(TraceTokens traces) {
    ModelSettings settings = plan.settings();
    int count = settings.training().validation().rows();
    TokenRows rows =
        TokenRows.of(
                traces.validation(count),
                settings.architecture().contextLength(),
                settings.training().masksPrompts())
            .first(count);
    return new ValidationRound(
        rows, List.of(), List.of(), settings.training(), settings.sampling(), plan.tokenizer());
  }

  /** A table of traces has no problems that a model could answer on the way. */
  private static final class NothingAsked implements ModelTraining.Judge {
    @Override
    public Generation judge(long step, int prompt, String text) {
      throw new IllegalStateException("Cannot judge an answer where nothing was asked: " + text);
    }

    @Override
    public TuningAnswers tuning(List<String> texts) {
      throw new IllegalStateException("Cannot judge answers where nothing was asked: " + texts);
    }
  }
}
