package dev.switchback.publish;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.switchback.artifact.WholeFiles;
import dev.switchback.family.Family;
import dev.switchback.report.browser.BrowsedCompletion;
import dev.switchback.report.browser.BrowserFiles;
import dev.switchback.report.browser.BrowserIndex;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the data of a report's problem browser. Texts are judged and their trees are read in Spark
 * tasks; of the results, in order, the driver holds a file of {@link BrowserFiles#CHUNK} problems
 * at once.
 */
public final class BrowserData {
  private static final StructType JUDGED =
      new StructType()
          .add("rank", DataTypes.IntegerType, false)
          .add("model", DataTypes.IntegerType, false)
          .add("sample", DataTypes.IntegerType, false)
          .add("attempt", DataTypes.StringType, false);

  /** What a completion of a model is told by. */
  private static final String[] KEY = {"problem_id", "sample"};

  private final Run run;
  private final List<String> models;

  public BrowserData(Run run) {
    this.run = run;
    this.models = List.copyOf(run.experiment().models().keySet());
  }

  /**
   * Writes index and problems.
   *
   * @param report the folder of the page
   */
  public void write(Path report) throws IOException {
    run.describe("Write the problem browser");
    BrowsedProblems problems = new BrowsedProblems(run);
    write(new Path(report, BrowserFiles.INDEX), BrowserFiles.index(index(problems)));
    writeChunks(report, problems.tallies().size(), completions(problems).toLocalIterator());
  }

  private BrowserIndex index(BrowsedProblems problems) {
    List<String> difficulties = problems.difficulties();
    List<BrowserIndex.Entry> entries = new ArrayList<>();
    for (Row row : problems.rows().orderBy("rank").collectAsList()) {
      String id = row.getAs("problem_id");
      List<Long> difficulty =
          difficulties.stream().map(name -> row.<Number>getAs(name).longValue()).toList();
      String statement = run.family().question(row).statement();
      entries.add(new BrowserIndex.Entry(id, statement, difficulty, problems.tallies().get(id)));
    }
    return new BrowserIndex(
        ReportPlayers.of(models, List.of()).models(),
        difficulties.stream().map(name -> name.replace('_', ' ')).toList(),
        BrowserFiles.CHUNK,
        entries);
  }

  /** The completions of all models, judged, in the order in which the files have them. */
  private Dataset<Row> completions(BrowsedProblems problems) {
    Dataset<Row> asked = problems.rows();
    return Stream.iterate(0, i -> i + 1)
        .limit(models.size())
        .map(model -> completions(model, asked))
        .reduce(Dataset::union)
        .orElseThrow()
        .orderBy("rank", "model", "sample");
  }

  private Dataset<Row> completions(int model, Dataset<Row> asked) {
    Dataset<Row> scores =
        run.parquet(run.folder().scores())
            .where(col("replicate").equalTo(1))
            .where(col("model").equalTo(models.get(model)))
            .select("problem_id", "sample", "correct", "error", "mistakes");
    Dataset<Row> written =
        run.parquet(run.folder().samples(models.get(model)))
            .where(col("sample").lt(run.experiment().report().samples()))
            .select("problem_id", "sample", "text", "token_count", "finish");
    Family family = run.family();
    JavaRDD<Row> judged =
        written
            .join(broadcast(asked), "problem_id")
            .join(scores, KEY)
            .javaRDD()
            .map(
                row ->
                    RowFactory.create(
                        row.getAs("rank"), model, row.getAs("sample"), completion(family, row)));
    return run.spark().createDataFrame(judged, JUDGED);
  }

  private static String completion(Family family, Row row) {
    return BrowserFiles.completion(
        BrowsedCompletion.of(
            family.question(row),
            row.getAs("sample"),
            row.getAs("text"),
            new BrowsedCompletion.Score(
                row.getAs("correct"),
                row.getAs("error"),
                row.getAs("token_count"),
                row.getAs("mistakes"),
                row.getAs("finish").equals("length"))));
  }

  private void writeChunks(Path report, int problems, Iterator<Row> completions)
      throws IOException {
    List<List<List<String>>> chunk = empty(0, problems);
    int number = 0;
    while (completions.hasNext()) {
      Row row = completions.next();
      while (row.getInt(0) / BrowserFiles.CHUNK > number) {
        writeChunk(report, number++, chunk);
        chunk = empty(number, problems);
      }
      chunk.get(row.getInt(0) % BrowserFiles.CHUNK).get(row.getInt(1)).add(row.getString(3));
    }
    while (number * BrowserFiles.CHUNK < problems) {
      writeChunk(report, number++, chunk);
      chunk = empty(number, problems);
    }
  }

  private void writeChunk(Path report, int number, List<List<List<String>>> chunk)
      throws IOException {
    write(new Path(report, BrowserFiles.chunk(number)), BrowserFiles.chunk(number, chunk));
  }

  /** A file's problems without completions. */
  private List<List<List<String>>> empty(int number, int problems) {
    int left = Math.max(0, problems - number * BrowserFiles.CHUNK);
    return Stream.generate(this::nothing).limit(Math.min(left, BrowserFiles.CHUNK)).toList();
  }

  private List<List<String>> nothing() {
    return Stream.generate(() -> (List<String>) new ArrayList<String>())
        .limit(models.size())
        .toList();
  }

  private void write(Path path, String text) throws IOException {
    WholeFiles.write(run.folder().files(), path, text);
  }
}
