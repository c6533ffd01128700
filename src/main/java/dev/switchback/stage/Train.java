package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.dataset.TokenColumn;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.family.Family;
import dev.switchback.model.Architecture;
import dev.switchback.puzzle.Split;
import dev.switchback.run.RunFolder;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.train.DivergedException;
import dev.switchback.train.Generation;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TokenRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Trains each model of an experiment on its traces, in rounds. A training that was interrupted goes
 * on from its newest checkpoint and ends with the same weights, bit for bit.
 */
public final class Train {
  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Experiment experiment;
  private final RunFolder run;
  private final RunPlan plan;
  private final Family family;
  private final Tokenizer tokenizer;

  private Train(SparkSession session, Experiment experiment, RunFolder run) {
    this.session = session;
    this.spark = new JavaSparkContext(session.sparkContext());
    this.experiment = experiment;
    this.run = run;
    this.plan = new RunPlan(run, experiment);
    this.family = Family.of(experiment.problems(), experiment.seed());
    this.tokenizer = family.tokenizer();
  }

  /**
   * Trains every model that is not finished.
   *
   * @param overwrite whether models that another configuration made may be removed
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Train stage = new Train(spark, experiment, run);
    for (String name : experiment.trained()) {
      Artifact artifact = stage.plan.model(name);
      if (artifact.prepareToContinue(overwrite)) {
        stage.train(name, artifact);
      }
    }
  }

  private void train(String name, Artifact artifact) throws IOException {
    ModelSettings settings = experiment.models().get(name);
    ModelTraining training =
        new ModelTraining(
            spark, name, settings, tokenizer, experiment.seed(), run.files(), artifact.path());
    List<Question> questions = questions(settings.training().validation().generations());
    ValidationRound validation = validation(settings, questions);
    try (TrainingRows rows = rows(name, settings)) {
      List<RoundReport> reports = training.run(rows, validation, judge(questions));
      artifact.finish(facts(training.architecture(), reports));
    } catch (DivergedException diverged) {
      throw diverged.keeping(
          "The newest checkpoint of " + name + " stays in " + artifact.path() + "/checkpoints");
    }
    training.discardCheckpoints();
  }

  private TrainingRows rows(String name, ModelSettings settings) {
    plan.traces().require();
    return TrainingRows.ofTraces(
        spark,
        "Rows that " + name + " learns from",
        split(settings, Split.TRAIN).toString(),
        settings.architecture().contextLength(),
        settings.training().workers().count());
  }

  private ValidationRound validation(ModelSettings settings, List<Question> questions) {
    int count = settings.training().validation().rows();
    List<byte[]> traces =
        count == 0
            ? List.of()
            : TokenColumn.read(spark.hadoopConfiguration(), split(settings, Split.VALIDATION));
    TokenRows rows = TokenRows.of(traces, settings.architecture().contextLength()).first(count);
    List<int[]> prompts =
        questions.stream().map(question -> tokenizer.startedWith(question.prompt())).toList();
    return new ValidationRound(
        rows, prompts, settings.training(), settings.sampling().greedy(), tokenizer);
  }

  /** The first problems of the validation split. */
  private List<Question> questions(int count) {
    if (count == 0 || experiment.problems().rows(Split.VALIDATION.key()) == 0) {
      return List.of();
    }
    return session
        .read()
        .parquet(new Path(run.problems(), "split=" + Split.VALIDATION.key()).toString())
        .orderBy("index")
        .limit(count)
        .collectAsList()
        .stream()
        .map(family::question)
        .toList();
  }

  private static ModelTraining.Judge judge(List<Question> questions) {
    return (step, prompt, text) -> {
      Question question = questions.get(prompt);
      return new Generation(step, question.statement(), text, question.verify(text).correct());
    };
  }

  private Path split(ModelSettings settings, Split split) {
    Path style = new Path(plan.traces().path(), "style=" + settings.style().key());
    return new Path(style, "split=" + split.key());
  }

  private static Map<String, Object> facts(Architecture architecture, List<RoundReport> reports) {
    RoundReport last = reports.get(reports.size() - 1);
    Map<String, Object> facts = new TreeMap<>();
    facts.put("parameters", architecture.parameterCount());
    facts.put("steps", last.step());
    facts.put("tokens", last.tokens());
    facts.put("loss", last.loss());
    return facts;
  }
}
