package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.dataset.shard.TokenColumn;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.model.Architecture;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.train.DivergedException;
import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TokenRows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains each model of an experiment on its traces, in rounds. A training that was interrupted goes
 * on from its newest checkpoint and ends with the same weights, bit for bit.
 */
public final class Train {
  private final Run run;
  private final JavaSparkContext spark;
  private final Experiment experiment;
  private final Tokenizer tokenizer;

  private Train(Run run) {
    this.run = run;
    this.spark = new JavaSparkContext(run.spark().sparkContext());
    this.experiment = run.experiment();
    this.tokenizer = run.family().tokenizer();
  }

  /**
   * The models.
   *
   * @param models by name
   */
  public record Result(Map<String, Made> models) implements Stage.Result {
    @Override
    public List<Made> made() {
      return List.copyOf(models.values());
    }
  }

  /** Trains every model that is not finished. */
  public static Result run(Run run) throws IOException {
    Train stage = new Train(run);
    Map<String, Made> models = new LinkedHashMap<>();
    for (String name : run.experiment().trained()) {
      models.put(name, stage.model(name));
    }
    return new Result(models);
  }

  private Made model(String name) throws IOException {
    Artifact model = run.plan().model(name);
    ModelTraining training =
        new ModelTraining(
            spark,
            name,
            experiment.models().get(name),
            tokenizer,
            experiment.seed(),
            run.folder().files(),
            model.path());
    Made made = model.makeOrContinue(run.overwrite(), () -> train(training));
    training.discardCheckpoints();
    return made;
  }

  private Map<String, Object> train(ModelTraining training) throws IOException {
    ModelSettings settings = training.settings();
    List<Question> questions = questions(settings.training().validation().generations());
    ValidationRound validation = validation(settings, questions);
    try (TrainingRows rows = rows(training.name(), settings)) {
      List<RoundReport> reports = training.run(rows, validation, judge(questions));
      return facts(training.architecture(), reports);
    } catch (DivergedException diverged) {
      throw diverged.keeping(
          "The newest checkpoint of "
              + training.name()
              + " stays in "
              + training.folder()
              + "/checkpoints");
    }
  }

  private TrainingRows rows(String name, ModelSettings settings) {
    run.plan().traces().require();
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
        questions.stream()
            .map(question -> tokenizer.startedWith(question.prompt(settings.style())))
            .toList();
    return new ValidationRound(
        rows, prompts, settings.training(), settings.sampling().greedy(), tokenizer);
  }

  /** The first problems of the validation split. */
  private List<Question> questions(int count) {
    if (count == 0 || experiment.problems().rows(Split.VALIDATION.key()) == 0) {
      return List.of();
    }
    return run
        .parquet(new Path(run.folder().problems(), "split=" + Split.VALIDATION.key()))
        .orderBy("index")
        .limit(count)
        .collectAsList()
        .stream()
        .map(run.family()::question)
        .toList();
  }

  private static ModelTraining.Judge judge(List<Question> questions) {
    return (step, prompt, text) -> {
      Question question = questions.get(prompt);
      return new Generation(step, question.statement(), text, question.verify(text).correct());
    };
  }

  private Path split(ModelSettings settings, Split split) {
    Path style =
        new Path(run.plan().traces().path(), "style=" + settings.traces(experiment.searches()));
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
