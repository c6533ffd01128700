package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run from problems to report writes the same whatever the machine's locale and time zone are.
 * Turkish has an i of its own and a comma for the decimal point, Arabic has digits of its own: one
 * locale has all of these.
 */
@NativeEngine
@LocalSpark
class LocaleTest {
  private static final String EXPERIMENT =
      """
      name = boards
      problems {
        family = sudoku, train = 40, validation = 12, validation-share = 0.3, repeats = true
        sudoku { size = 4, min-clues = 8, max-clues = 8, guess-order = row-major, propagation = single-pass }
      }
      models.direct {
        style = direct
        architecture {
          hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 128
        }
        training {
          steps = 4, batch-tokens = 512, round-steps = 2, bucket-width = 32, validation.rows = 8
        }
        sampling { max-tokens = 20, samples = 2, slots = 8, problems = 9 }
      }
      evaluation {
        budgets = [20, 40], pass-at = [1, 2], random-play-samples = 2, bootstrap-samples = 100
      }
      """;

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session.newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "1");
  }

  @Test
  void aRunWritesTheSameInEveryLocaleAndZone() throws IOException {
    Map<String, String> expected = written(Locale.ROOT, TimeZone.getTimeZone("UTC"));
    Map<String, String> found =
        written(Locale.forLanguageTag("tr-TR-u-nu-arab"), TimeZone.getTimeZone("Asia/Kathmandu"));

    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(found.keySet().stream().filter(name -> !found.get(name).equals(expected.get(name))))
        .as("what differs")
        .isEmpty();
  }

  /** The tables of a run and the files of its report. */
  private static Map<String, String> written(Locale locale, TimeZone zone) throws IOException {
    Locale before = Locale.getDefault();
    TimeZone zoneBefore = TimeZone.getDefault();
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
    try {
      RunFolder run = run(Files.createDirectories(folder.resolve("in-" + locale.getLanguage())));
      Map<String, String> written = texts(Path.of(run.report().toUri()));
      written.replaceAll(
          (name, text) -> text.replace(run.root().getParent().toUri().getPath(), ""));
      for (String table :
          List.of("problems", "traces", "samples", "scores", "metrics", "distributions")) {
        written.put(table, rows(run, table));
      }
      return written;
    } finally {
      Locale.setDefault(before);
      TimeZone.setDefault(zoneBefore);
    }
  }

  private static RunFolder run(Path own) throws IOException {
    Path file = Files.writeString(own.resolve("boards.conf"), EXPERIMENT);
    Experiment experiment = ExperimentFile.read(file, List.of("runs=" + own));
    Run run = Run.of(spark, experiment);
    Generate.run(run);
    Train.run(run);
    forgetSeconds(Path.of(run.folder().model("direct").toUri()).resolve("metrics.jsonl"));
    Sample.run(run);
    Evaluate.run(run);
    Report.run(run);
    return run.folder();
  }

  /** How long a round took stands on the page. */
  private static void forgetSeconds(Path metrics) throws IOException {
    String told = Files.readString(metrics);
    Files.writeString(metrics, told.replaceAll("(?<=\"seconds\":)[^,}]+", "30.0"));
  }

  private static String rows(RunFolder run, String table) {
    return spark.read().parquet(run.root() + "/" + table).toJSON().collectAsList().stream()
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** The report's files by their names but for the time in some; those of results hold the time. */
  private static Map<String, String> texts(Path report) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(report)) {
      files
          .filter(file -> file.toString().matches(".*\\.(html|json|js|csv|jsonl)"))
          .forEach(
              file -> {
                String name = report.relativize(file).toString().replaceAll("_20[-\\dT.]+", "");
                texts.put(name, name.contains("/results") ? "" : text(file));
              });
    }
    return texts;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
