package dev.switchback.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.stage.Generate;
import dev.switchback.tier.LocalSpark;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class ExportTest {
  private static final String EXPERIMENT =
      """
      name = small
      seed = 5
      problems {
        numbers = 3, max-number = 20, min-target = 10, max-target = 40, rows-per-file = 1000
        validation-share = 0.1, train = 1200, validation = 30, unseen-target = 20
      }
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 1
        sampling { max-tokens = 100, problems = 10 }
      }
      """;

  @TempDir private static Path shared;
  private static SparkSession spark;
  private static Experiment experiment;
  private static RunFolder run;

  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session) throws IOException {
    spark = session;
    experiment = read();
    run = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
  }

  @Test
  void problemsAreReadBackAsTheyAreInTheRun() throws IOException {
    export(Export.Request.Table.PROBLEMS, Optional.empty(), 500);

    assertThat(files())
        .containsExactly(
            "README.md",
            "data/train-00000-of-00003.parquet",
            "data/train-00001-of-00003.parquet",
            "data/train-00002-of-00003.parquet",
            "data/unseen_target-00000-of-00001.parquet",
            "data/validation-00000-of-00001.parquet");
    assertThat(exported("train")).isEqualTo(original(run.problems(), "train")).hasSize(1200);
    assertThat(exported("unseen_target")).isEqualTo(original(run.problems(), "unseen-target"));
    assertThat(rows(folder + "/out/data/train-00001-of-00003.parquet")).hasSize(500);
  }

  @Test
  void tokensOfTracesBecomeNumbers() throws IOException {
    export(Export.Request.Table.TRACES, Optional.of("direct"), 0);

    List<Row> traces = exported("validation");
    assertThat(traces).hasSize(30);
    for (Row trace : traces) {
      int[] tokens =
          trace.<Integer>getList(trace.fieldIndex("tokens")).stream().mapToInt(i -> i).toArray();
      byte[] framed = CountdownTokenizer.INSTANCE.encodeFramed(trace.getAs("text"));
      assertThat(tokens).isEqualTo(Tokenizer.tokens(framed));
    }
    assertThat(exported("train"))
        .extracting(row -> row.<String>getAs("text"))
        .isEqualTo(
            original(new org.apache.hadoop.fs.Path(run.traces(), "style=direct"), "train").stream()
                .map(row -> row.<String>getAs("text"))
                .toList());
  }

  @Test
  void theCardNamesSplitsColumnsAndWhereTheRowsCameFrom() throws IOException {
    export(Export.Request.Table.PROBLEMS, Optional.empty(), 500);

    assertThat(folder.resolve("out/README.md"))
        .content()
        .startsWith("---\npretty_name: \"small: countdown problems\"\n")
        .contains(
            "license: unknown\nsize_categories:\n- 1K<n<10K\n",
            "  - split: unseen_target\n    path: data/unseen_target-*.parquet\n",
            "  - name: numbers\n    list: int32\n  - name: target\n    dtype: int32\n",
            "  - name: solution\n    list: string\n  - name: solution_count\n    dtype: int64\n",
            "| train | 1,200 | 3 |",
            "| numbers | list of int32 | to be used once each |",
            "from the seed 5.",
            "    \"shared_problems\" : {\n        \"train and unseen-target\" : 0,",
            "\\\"problems.train\\\":1200");
  }

  @Test
  void theBytesAreTheSameEachTimeAndOtherFilesAreKept() throws IOException {
    export(Export.Request.Table.PROBLEMS, Optional.empty(), 500);
    Path file = folder.resolve("out/data/train-00001-of-00003.parquet");
    byte[] bytes = Files.readAllBytes(file);
    byte[] card = Files.readAllBytes(folder.resolve("out/README.md"));
    Files.writeString(folder.resolve("out/.gitattributes"), "*.parquet filter=lfs\n");
    Files.createDirectories(folder.resolve("out/data.unfinished/half"));

    assertThatThrownBy(() -> export(Export.Request.Table.PROBLEMS, Optional.empty(), 500))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot export to file:" + folder + "/out: it holds README.md");
    export(Export.Request.Table.PROBLEMS, Optional.empty(), 500, Overwrite.ALLOW);

    assertThat(file).hasBinaryContent(bytes);
    assertThat(folder.resolve("out/README.md")).hasBinaryContent(card);
    assertThat(files()).hasSize(7).contains(".gitattributes");
  }

  /** Killed while it put its files in place, where that is a copy: only some are there. */
  @Test
  void anExportThatWasKilledIsStartedAgain() throws IOException {
    export(Export.Request.Table.PROBLEMS, Optional.empty(), 500);
    List<String> whole = files();
    Files.writeString(folder.resolve("out/_replacing"), "");
    Files.delete(folder.resolve("out/README.md"));
    Files.delete(folder.resolve("out/data/train-00001-of-00003.parquet"));

    export(Export.Request.Table.PROBLEMS, Optional.empty(), 500);

    assertThat(files()).isEqualTo(whole).contains("README.md");
  }

  @Test
  void whatCannotBeExportedIsToldBeforeAnythingIsWritten() throws IOException {
    assertThatThrownBy(() -> export(Export.Request.Table.TRACES, Optional.of("mix"), 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("Cannot export traces: --style is mix, expected one of [direct]");
    assertThatThrownBy(() -> export(Export.Request.Table.PROBLEMS, Optional.of("mix"), 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("only traces have one");
    Experiment other = read("problems.train=1201");
    assertThatThrownBy(() -> Export.run(Run.of(spark, other), request(0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("another configuration made it");
    Experiment missing = read("name=missing");
    assertThatThrownBy(() -> Export.run(Run.of(spark, missing), request(0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("run `generate` first");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** With a Python of {@code -Dswitchback.python=..} or the one on the path. */
  @Test
  void pythonReadsTheDataSet() throws Exception {
    String python = System.getProperty("switchback.python", "python3");
    export(Export.Request.Table.TRACES, Optional.empty(), 0);

    assumeTrue(
        python(python, "import datasets").equals("0 "),
        () -> "Skipped: " + python + " has no package datasets; give -Dswitchback.python=PYTHON");
    String script =
        """
        import datasets
        rows = datasets.load_dataset('%s', cache_dir='%s')
        print({name: len(rows[name]) for name in rows})
        print(rows['train'].features['tokens'], sum(rows['train'][7]['tokens']))
        """
            .formatted(folder.resolve("out"), folder.resolve("cache"));
    Row row = exported("train").get(7);
    int sum = row.<Integer>getList(row.fieldIndex("tokens")).stream().mapToInt(i -> i).sum();
    assertThat(python(python, script))
        .startsWith("0 {'train': 1200, 'validation': 30}\n")
        .contains("int32")
        .endsWith(" " + sum + "\n");
  }

  private static String python(String python, String script) throws Exception {
    Path out = Files.createTempFile(shared, "python", ".out");
    Process process;
    try {
      process =
          new ProcessBuilder(python, "-c", script)
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException missing) {
      return missing.getMessage();
    }
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
    return process.exitValue() + " " + Files.readString(out, StandardCharsets.UTF_8);
  }

  private void export(Export.Request.Table table, Optional<String> style, long rowsPerFile)
      throws IOException {
    export(table, style, rowsPerFile, Overwrite.REFUSE);
  }

  private void export(
      Export.Request.Table table, Optional<String> style, long rowsPerFile, Overwrite overwrite)
      throws IOException {
    Export.Request request = new Export.Request(table, style, folder + "/out", rowsPerFile);
    Export.run(Run.of(spark, experiment, overwrite), request);
  }

  private Export.Request request(long rowsPerFile) {
    return new Export.Request(
        Export.Request.Table.PROBLEMS, Optional.empty(), folder + "/out", rowsPerFile);
  }

  private static Experiment read(String... overrides) throws IOException {
    Path file = Files.writeString(shared.resolve("small.conf"), EXPERIMENT);
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runs=" + shared);
    return ExperimentFile.read(file, all);
  }

  private List<Row> exported(String split) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String file : files()) {
      if (file.startsWith("data/" + split + "-")) {
        rows.addAll(rows(folder + "/out/" + file));
      }
    }
    return rows;
  }

  private static List<Row> original(org.apache.hadoop.fs.Path table, String split) {
    return spark
        .read()
        .parquet(new org.apache.hadoop.fs.Path(table, "split=" + split).toString())
        .orderBy("problem_id")
        .collectAsList();
  }

  private static List<Row> rows(String file) {
    return spark.read().parquet(file).collectAsList();
  }

  private List<String> files() throws IOException {
    Path out = folder.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
