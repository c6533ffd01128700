package dev.switchback.evaluate;

import static org.apache.spark.sql.functions.col;

import dev.switchback.cluster.ScoreTask;
import dev.switchback.dataset.ChanceTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.family.Family;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.run.Run;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.GivenText.Scored;
import dev.switchback.sample.Scorer;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes how probable it is that a model solves a problem in one try, by no draw: every right
 * text is scored in float32 at the temperature of the model's samples, and the probabilities are
 * added up. It is a lower bound where the strict rule accepts other texts, which a model has never
 * seen.
 */
public final class ChancesJob {
  private final Run run;
  private final JavaSparkContext spark;

  public ChancesJob(Run run) {
    this.run = run;
    this.spark = new JavaSparkContext(run.spark().sparkContext());
  }

  /**
   * Writes the chances of all models of which they are computed.
   *
   * @return what is true of the table
   */
  public Map<String, Object> write(Path folder) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String model : run.experiment().exactlyScored()) {
      rows.addAll(rows(model));
    }
    run.write(folder, rows, ChanceTable.SCHEMA);
    return Map.of("rows", rows.size());
  }

  /** Of one model, in the order of the problems' names. */
  private List<Row> rows(String model) throws IOException {
    ModelSettings settings = run.experiment().settings(model);
    Broadcast<Weights> weights =
        spark.broadcast(ModelFolder.read(run.folder().files(), run.plan().model(model).path()));
    Tokenizer tokenizer = run.family().tokenizer();
    int threads = spark.getConf().getInt("spark.task.cpus", 1);
    Task task =
        new Task(model, settings, run.family(), new ScoreTask(weights, tokenizer.pad(), threads));
    try {
      return problems(model)
          .javaRDD()
          .repartition(spark.defaultParallelism())
          .mapPartitions(task::rows)
          .sortBy(row -> row.<String>getAs(1), true, 1)
          .collect();
    } finally {
      weights.destroy();
    }
  }

  /** The problems that the model was asked. */
  private Dataset<Row> problems(String model) {
    Dataset<Row> asked =
        run.parquet(run.folder().scores(), ScoreTable.SCHEMA)
            .where(col("model").equalTo(model))
            .select("problem_id")
            .distinct();
    return run.parquet(run.folder().problems()).join(asked, "problem_id");
  }

  /** What is done with some of the problems, wherever they are. */
  private record Task(String model, ModelSettings settings, Family family, ScoreTask scoring)
      implements Serializable {

    Iterator<Row> rows(Iterator<Row> problems) {
      List<Listed> listed = new ArrayList<>();
      problems.forEachRemaining(problem -> listed.add(listed(problem)));
      List<Row> rows = new ArrayList<>();
      try (Scorer scorer = scoring.scorer(settings.sampling().temperature())) {
        Iterator<Scored> scores =
            scorer.score(listed.stream().flatMap(each -> each.texts().stream()).iterator());
        for (Listed problem : listed) {
          double[] logProbabilities = new double[problem.texts().size()];
          for (int i = 0; i < logProbabilities.length; i++) {
            logProbabilities[i] = scores.next().logProbability();
          }
          rows.add(ChanceTable.row(model, problem.id(), logProbabilities));
        }
      }
      return rows.iterator();
    }

    /** Its right texts that can be drawn within the limit of tokens. */
    private Listed listed(Row problem) {
      Question question = family.question(problem);
      String prompt = question.prompt(settings.style());
      List<GivenText> texts =
          question.answers(settings.style()).stream()
              .map(text -> text.substring(prompt.length()))
              .map(text -> GivenText.of(family.tokenizer(), prompt, text, false))
              .filter(text -> text.completion().length <= settings.sampling().maxTokens())
              .toList();
      return new Listed(problem.getAs("problem_id"), texts);
    }
  }

  /** A problem with its right texts. */
  private record Listed(String id, List<GivenText> texts) {}
}
