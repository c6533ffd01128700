package dev.switchback.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.FolderLock;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.LockException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.family.countdown.importer.CountdownImports;
import dev.switchback.tier.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class ImportTest {
  private static final String GOOD = "{\"nums\": [2, 3], \"target\": %d}\n";

  private static SparkSession spark;

  @TempDir private Path folder;
  private Path data;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @BeforeEach
  void write() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("b.jsonl"), GOOD.formatted(5) + "no\n\n" + GOOD.formatted(6));
    Files.writeString(data.resolve("c.json"), "[" + GOOD.formatted(1) + "]");
    Files.writeString(data.resolve("README.md"), "# data\n");
    Files.writeString(data.resolve("_SUCCESS"), "");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(data.resolve("a.jsonl.gz")))) {
      out.write((GOOD.formatted(6) + GOOD.formatted(7)).getBytes(UTF_8));
    }
  }

  @Test
  void aFolderIsReadInTheOrderOfItsFiles() throws IOException {
    Import.Result result = run(data.toString());

    assertThat(result.finishedBefore()).isFalse();
    assertThat(result.ignoredFiles()).containsExactly("README.md");
    assertThat(result.facts())
        .isEqualTo(
            Map.of(
                "family",
                "countdown",
                "read",
                7,
                "taken",
                4,
                "skipped",
                1,
                "rejected",
                2,
                "flaws",
                Map.of("unsolvable", 1, "malformed", 1),
                "first_rejected",
                "line 2 of a.jsonl.gz: Cannot take the problem: no sequence of operations makes 7"
                    + " of [2, 3], expected at least one that uses every number once"));
    assertThat(problems())
        .extracting(
            row -> row.getAs("source") + " " + row.getAs("line") + " " + row.getAs("target"))
        .containsExactly("a.jsonl.gz 1 6", "b.jsonl 1 5", "b.jsonl 4 6", "c.json 1 1");
    assertThat(spark.read().json(folder + "/out/rejected").orderBy("file").collectAsList())
        .extracting(row -> row.getAs("file") + " " + row.getAs("flaw") + " " + row.getAs("text"))
        .containsExactly(
            "a.jsonl.gz unsolvable " + GOOD.formatted(7).strip(), "b.jsonl malformed no");
  }

  @Test
  void theSameFilesAreImportedOnceAndOthersAreRefused() throws IOException {
    run(data.toString());
    var before = Files.getLastModifiedTime(manifest());

    assertThat(run(data + "/*.json*").finishedBefore()).isTrue();
    assertThat(Files.getLastModifiedTime(manifest())).isEqualTo(before);

    Files.writeString(data.resolve("c.json"), "[" + GOOD.formatted(5) + "]");
    assertThatThrownBy(() -> run(data.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the content of c.json")
        .hasMessageContaining("--overwrite");
    assertThat(run(data.toString(), false, Overwrite.ALLOW).finishedBefore()).isFalse();
    assertThat(problems().get(3).<Integer>getAs("target")).isEqualTo(5);
  }

  @Test
  void aKilledImportIsMadeAgain() throws IOException {
    run(data.toString());
    List<Row> expected = problems();
    byte[] bytes = Files.readAllBytes(folder.resolve("out/problems/part-00001-000.parquet"));
    Files.delete(manifest());
    Files.delete(folder.resolve("out/problems/part-00000-000.parquet"));
    Files.writeString(folder.resolve("out/problems/.part-00000-000.parquet.attempt"), "half");

    assertThat(run(data.toString()).finishedBefore()).isFalse();

    assertThat(problems()).isEqualTo(expected);
    assertThat(folder.resolve("out/problems/part-00001-000.parquet")).hasBinaryContent(bytes);
    assertThat(folder.resolve("out/problems/.part-00000-000.parquet.attempt")).doesNotExist();
  }

  @Test
  void strictMakesABadRowAnError() throws IOException {
    assertThatThrownBy(() -> run(data.toString(), true, Overwrite.REFUSE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Cannot import " + data + ": 2 of 7 rows are rejected, the first one is line 2 of")
        .hasMessageEndingWith("; all are in file:" + folder + "/out/rejected");
    assertThat(manifest()).doesNotExist();

    run(data.toString());
    assertThatThrownBy(() -> run(data.toString(), true, Overwrite.REFUSE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 of 7 rows are rejected");
    Files.delete(folder.resolve("out/problems/part-00000-000.parquet"));
    assertThat(run(data + "/c.json", true, Overwrite.ALLOW).facts()).containsEntry("taken", 1);
  }

  @Test
  void nothingAtAllIsAnError() throws IOException {
    Path empty = Files.writeString(data.resolve("empty.jsonl"), "\n");

    assertThatThrownBy(() -> run(empty.toString()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot import %s: 0 of 1 rows are rejected, expected at least one that is a problem",
            empty);
    assertThatThrownBy(() -> run(data + "/*.csv"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot import " + data + "/*.csv: there is no file to read");
    assertThat(manifest()).doesNotExist();
  }

  @Test
  void whatIsNotOfAnImportIsNeverRemoved() throws IOException {
    Path precious = Files.createDirectories(folder.resolve("out")).resolve("thesis.txt");
    Files.writeString(precious, "years of work");

    assertThatThrownBy(() -> run(data.toString(), false, Overwrite.ALLOW))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it holds thesis.txt, which is not of an import");
    assertThat(precious).hasContent("years of work");
  }

  @Test
  void anImportIntoAFolderWhereAnotherWorksIsRefused() throws IOException {
    org.apache.hadoop.fs.Path out = new org.apache.hadoop.fs.Path(folder + "/out");
    FileSystem files = FileSystem.getLocal(new Configuration());
    try (FolderLock other = FolderLock.take(files, out, "switchback import")) {
      assertThatThrownBy(() -> run(data.toString(), false, Overwrite.ALLOW))
          .isInstanceOf(LockException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ");
      other.requireHeld();
    }
    Files.writeString(folder.resolve("out/__manifest.json.unfinished"), "{");

    run(data.toString());

    assertThat(folder.resolve("out").toFile().list((in, name) -> !name.startsWith(".")))
        .containsExactlyInAnyOrder("_manifest.json", "problems", "rejected");
  }

  private Import.Result run(String path) throws IOException {
    return run(path, false, Overwrite.REFUSE);
  }

  private Import.Result run(String path, boolean strict, Overwrite overwrite) throws IOException {
    Import.Request request =
        new Import.Request(
            CountdownImports.STREAM_OF_SEARCH, path, folder + "/out", strict, overwrite);
    return Import.run(() -> spark, new Configuration(), request);
  }

  private Path manifest() {
    return folder.resolve("out/_manifest.json");
  }

  private List<Row> problems() {
    return spark.read().parquet(folder + "/out/problems").orderBy("source", "line").collectAsList();
  }
}
