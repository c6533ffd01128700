package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.ValidationRound;
import dev.switchback.dataset.shard.TokenColumn;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.Replicate;
import dev.switchback.experiment.ValidationSettings;
import dev.switchback.model.Architecture;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.token.TokenizedTrace;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question;
import dev.switchback.trace.TraceStyle;
import dev.switchback.train.DivergedException;
import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.RoundReport;
import dev.switchback.train.RoundReport.TuningAnswers;
import dev.switchback.train.TokenRows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            experiment.settings(name),
            tokenizer,
            Replicate.of(name).seed(experiment.seed()),
            run.folder().files(),
            model.path());
    Made made = model.makeOrContinue(run.overwrite(), () -> train(training));
    training.discardCheckpoints();
    return made;
  }

  private Map<String, Object> train(ModelTraining training) throws IOException {
    ModelSettings settings = training.settings();
    ValidationSettings watched = settings.training().validation();
    long reported = settings.sampling().reported(Split.VALIDATION, rowsOf(Split.VALIDATION));
    Judge judge =
        new Judge(
            questions(0, watched.generations()),
            questions(reported, watched.tuningProblems()),
            settings.mixture(experiment.searches()).weights().keySet());
    ValidationRound validation = validation(settings, judge);
    try (TrainingRows rows = rows(training.name(), settings)) {
      List<RoundReport> reports = training.run(rows, validation, judge);
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
        settings.training());
  }

  private ValidationRound validation(ModelSettings settings, Judge judge) {
    int count = settings.training().validation().rows();
    List<TokenizedTrace> traces =
        count == 0
            ? List.of()
            : TokenColumn.read(spark.hadoopConfiguration(), split(settings, Split.VALIDATION));
    TokenRows rows =
        TokenRows.of(
                traces, settings.architecture().contextLength(), settings.training().masksPrompts())
            .first(count);
    return new ValidationRound(
        rows,
        prompts(judge.asked(), settings.style()),
        prompts(judge.tuning(), settings.style()),
        settings.training(),
        settings.sampling(),
        tokenizer);
  }

  private List<int[]> prompts(List<Question> questions, TraceStyle style) {
    return questions.stream()
        .map(question -> tokenizer.startedWith(question.prompt(style)))
        .toList();
  }

  private long rowsOf(Split split) {
    return experiment.problems().rows(split.key());
  }

  /** Problems of the validation split, after those that are passed over. */
  private List<Question> questions(long passedOver, int count) {
    if (count == 0 || rowsOf(Split.VALIDATION) == 0) {
      return List.of();
    }
    return run
        .parquet(new Path(run.folder().problems(), "split=" + Split.VALIDATION.key()))
        .orderBy("index")
        .offset(Math.toIntExact(passedOver))
        .limit(count)
        .collectAsList()
        .stream()
        .map(run.family()::question)
        .toList();
  }

  /**
   * Judges what a model in training answers.
   *
   * @param asked problems whose answers are kept, for people to read
   * @param tuning problems for the learning curve
   * @param searches that the answers are, by name
   */
  private record Judge(List<Question> asked, List<Question> tuning, Set<String> searches)
      implements ModelTraining.Judge {
    @Override
    public Generation judge(long step, int prompt, String text) {
      Question question = asked.get(prompt);
      return new Generation(step, question.statement(), text, question.verify(text).correct());
    }

    @Override
    public TuningAnswers tuning(List<String> texts) {
      long solved = 0;
      long right = 0;
      long judged = 0;
      Map<String, Integer> firstWrong = new TreeMap<>();
      for (int i = 0; i < texts.size(); i++) {
        Question question = tuning.get(i);
        solved += question.verify(texts.get(i)).correct() ? 1 : 0;
        Faithfulness read = Faithfulness.of(question, texts.get(i), searches);
        right += read.rightLines();
        judged += read.lines();
        read.firstWrongKind().ifPresent(kind -> firstWrong.merge(kind, 1, Integer::sum));
      }
      return new TuningAnswers((double) solved / texts.size(), (double) right / judged, firstWrong);
    }
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
    if (last.trainingFlops() != null) {
      facts.put("training_flops", last.trainingFlops());
    }
    return facts;
  }
}
