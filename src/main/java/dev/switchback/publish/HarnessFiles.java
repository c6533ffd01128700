package dev.switchback.publish;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.Version;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.Replicate;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.Family;
import dev.switchback.metric.estimate.PassAtK;
import dev.switchback.report.harness.HarnessDocument;
import dev.switchback.report.harness.HarnessResults;
import dev.switchback.report.harness.HarnessTotals;
import dev.switchback.run.Run;
import dev.switchback.trace.Question;
import dev.switchback.trace.TraceStyle;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/**
 * Writes a run's results once more in the layout of lm-evaluation-harness, a folder for each model.
 * Problems go through the driver one after the other, in the order of their identities. The times
 * in the files are those at which samples and metrics were finished, so that the same run always
 * makes the same files.
 */
public final class HarnessFiles {
  private final Run run;
  private final Experiment experiment;

  public HarnessFiles(Run run) {
    this.run = run;
    this.experiment = run.experiment();
  }

  /**
   * Writes all models' files.
   *
   * @param folder of the models' folders
   */
  public void write(Path folder) throws IOException {
    run.describe("Write results for lm-evaluation-harness");
    for (String name : experiment.sampled()) {
      write(folder, name);
    }
  }

  private void write(Path folder, String model) throws IOException {
    HarnessResults results = results(model);
    HarnessTotals totals = new HarnessTotals();
    Path own = new Path(folder, results.folder());
    Iterator<HarnessDocument> documents = documents(model);
    try (Writer out = writer(new Path(own, results.samplesFile()))) {
      for (long id = 0; documents.hasNext(); id++) {
        HarnessDocument document = documents.next();
        totals.add(document.metrics(), document.hashes());
        out.write(document.line(id, results.generation()));
        out.write('\n');
      }
    }
    WholeFiles.write(run.folder().files(), new Path(own, results.file()), results.json(totals));
  }

  private HarnessResults results(String model) throws IOException {
    ModelSettings settings = experiment.settings(model);
    SamplingSettings sampling = settings.sampling();
    return new HarnessResults(
        model,
        run.family().key() + "-" + sampling.split(),
        Version.running(),
        experiment.seed(),
        parameters(model),
        sampling.samples(),
        generation(sampling),
        experiment.problems().rows(sampling.split()),
        finished(run.folder().samples(model)),
        finished(run.folder().metrics()));
  }

  private OptionalLong parameters(String model) {
    return run.plan().model(model).require().facts().get("parameters") instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  private Instant finished(Path folder) throws IOException {
    Path manifest = new Path(folder, Manifest.FILE);
    return Instant.ofEpochMilli(run.folder().files().getFileStatus(manifest).getModificationTime());
  }

  /** How completions were drawn, in the harness's words. */
  private static Map<String, Object> generation(SamplingSettings sampling) {
    Map<String, Object> generation = new LinkedHashMap<>();
    generation.put("do_sample", sampling.temperature() > 0);
    generation.put("temperature", sampling.temperature());
    generation.put("top_p", sampling.topP());
    generation.put("top_k", sampling.topK());
    generation.put("max_gen_toks", sampling.maxTokens());
    return generation;
  }

  private Iterator<HarnessDocument> documents(String model) {
    Family family = run.family();
    TraceStyle style = experiment.settings(model).style();
    List<Integer> passAt = experiment.evaluation().passAt();
    return problems(model)
        .orderBy("problem_id")
        .javaRDD()
        .map(row -> document(family, style, row, passAt))
        .toLocalIterator();
  }

  /** The problems with the scores of a model and the first of its completions. */
  private Dataset<Row> problems(String model) {
    Dataset<Row> scores =
        run.parquet(run.folder().scores())
            .where(col("model").equalTo(Replicate.of(model).model()))
            .where(col("replicate").equalTo(Replicate.of(model).number()))
            .groupBy("problem_id")
            .agg(
                count("*").as("drawn"),
                count(when(col("correct"), 1)).as("solved"),
                count(when(col("correct_paper"), 1)).as("solved_paper"),
                avg("token_count").as("mean_tokens"));
    Dataset<Row> texts =
        run.parquet(run.folder().samples(model))
            .where(col("sample").lt(experiment.report().samples()))
            .groupBy("problem_id")
            .agg(sort_array(collect_list(struct("sample", "text"))).as("texts"));
    return run.parquet(run.folder().problems())
        .where(col("split").equalTo(experiment.settings(model).sampling().split()))
        .drop("split")
        .join(scores, "problem_id")
        .join(texts, "problem_id");
  }

  private static HarnessDocument document(
      Family family, TraceStyle style, Row row, List<Integer> passAt) {
    Question question = family.question(row);
    String prompt = question.prompt(style);
    List<Row> texts = row.getList(row.fieldIndex("texts"));
    List<String> responses =
        texts.stream()
            .map(text -> text.<String>getAs("text"))
            .map(text -> text.substring(Math.min(text.length(), prompt.length())))
            .toList();
    return new HarnessDocument(
        doc(family, question, row), target(row), prompt, responses, metrics(row, passAt));
  }

  /** What is asked: identity, words, and the columns that the question is made from. */
  private static Map<String, Object> doc(Family family, Question question, Row row) {
    Map<String, Object> doc = new LinkedHashMap<>();
    doc.put("problem_id", row.getAs("problem_id"));
    doc.put("statement", question.statement());
    for (String column : family.promptColumns().fieldNames()) {
      int at = row.fieldIndex(column);
      boolean list = row.schema().fields()[at].dataType() instanceof ArrayType;
      doc.putIfAbsent(column, list ? List.copyOf(row.getList(at)) : row.get(at));
    }
    return doc;
  }

  /** The solution that the table has, or nothing. */
  private static String target(Row row) {
    if (!List.of(row.schema().fieldNames()).contains("solution")) {
      return "";
    }
    Object solution = row.getAs("solution");
    return solution instanceof String text
        ? text
        : String.join(", ", row.<String>getList(row.fieldIndex("solution")));
  }

  private static Map<String, Double> metrics(Row row, List<Integer> passAt) {
    int drawn = Math.toIntExact(row.<Long>getAs("drawn"));
    Map<String, Double> metrics = new LinkedHashMap<>();
    int solved = Math.toIntExact(row.<Long>getAs("solved"));
    int paper = Math.toIntExact(row.<Long>getAs("solved_paper"));
    List<Integer> possible = passAt.stream().filter(k -> k <= drawn).toList();
    possible.forEach(k -> metrics.put("pass@" + k, PassAtK.estimate(drawn, solved, k)));
    possible.forEach(k -> metrics.put("pass_paper@" + k, PassAtK.estimate(drawn, paper, k)));
    metrics.put("tokens", row.getAs("mean_tokens"));
    return metrics;
  }

  private Writer writer(Path path) throws IOException {
    OutputStream out = run.folder().files().create(path, true);
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }
}
