package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.tier.NativeEngine;
import dev.switchback.tier.StartsSpark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, and what becomes of it when something happens to its folder. */
@StartsSpark
@NativeEngine
class DamagedRunTest {
  private static final String ALL_FINISHED =
      """
      generate: finished before
      train: finished before
      sample: finished before
      evaluate: finished before
      report: finished before
      """;

  @TempDir private static Path once;
  private static Path experiment;

  @TempDir private Path folder;
  private Path run;

  @BeforeAll
  static void runOnce() throws IOException {
    experiment = TinyExperiment.write(once);
    Program first = program(once, "run");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo("report: " + once + "/tiny/report/report.html\n");
    assertThat(once.resolve("tiny/report/report.html")).isNotEmptyFile();
  }

  @BeforeEach
  void copy() throws IOException {
    run = folder.resolve("tiny");
    try (Stream<Path> files = Files.walk(once.resolve("tiny"))) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(once.resolve("tiny").relativize(file)));
      }
    }
  }

  @Test
  void aFinishedRunHasNothingToDo() {
    Program again = program(folder, "run");

    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).isEqualTo(ALL_FINISHED);
  }

  @Test
  void onlyWhatIsMissingIsMadeAndItIsTheSame() throws IOException {
    Files.delete(run.resolve("traces/_manifest.json"));
    String before = Files.readString(run.resolve("metrics/_manifest.json"));
    Files.delete(run.resolve("metrics/_manifest.json"));

    Program again = program(folder, "run");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("generate: done", "train: finished before", "evaluate: done");
    assertThat(run.resolve("metrics/_manifest.json")).content().isEqualTo(before);
  }

  @Test
  void anotherConfigurationIsRefusedAndNothingIsLost() throws IOException {
    Program wrong = program(folder, "run", "--set", "models.direct.training.adam-beta1=0.8");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .startsWith(
            "Cannot make models/backtracking: file:" + run + "/models/backtracking was made")
        .contains("models.backtracking.training.adam-beta1 = 0.9 -> 0.8")
        .contains("--overwrite");
    assertThat(program(folder, "run").err()).isEqualTo(ALL_FINISHED);
  }

  @Test
  void aStageNamesTheOneThatHasToComeFirst() throws IOException {
    remove(run.resolve("metrics"));

    Program wrong = program(folder, "report", "--set", "report.title=Other", "--overwrite");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .isEqualTo(
            "Cannot read metrics: file:"
                + run
                + "/metrics has no manifest, expected a finished"
                + " folder; run `evaluate` first\n");
  }

  @Test
  void aDamagedTableIsNamed() throws IOException {
    Path table = firstTable(run.resolve("problems/split=validation"));
    Files.writeString(table, "no table at all");
    remove(run.resolve("samples"));

    assertThat(table.resolveSibling("." + table.getFileName() + ".crc")).doesNotExist();
    assertDamagedTableIsNamed(table);
  }

  @Test
  void aFlippedBitInATableIsNamed() throws IOException {
    Path table = firstTable(run.resolve("samples/model=direct"));
    flipLastBitOfEachColumn(table);
    remove(run.resolve("scores"));

    assertDamagedTableIsNamed(table);
  }

  private static void flipLastBitOfEachColumn(Path table) throws IOException {
    byte[] bytes = Files.readAllBytes(table);
    var file = new org.apache.hadoop.fs.Path(table.toUri());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, new Configuration()))) {
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        bytes[(int) (column.getStartingPos() + column.getTotalSize()) - 1] ^= 1;
      }
    }
    Files.write(table, bytes);
  }

  private void assertDamagedTableIsNamed(Path table) {
    Program wrong = program(folder, "run");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(lastLine(wrong))
        .startsWith("Cannot read ")
        .contains(table.toString())
        .contains("remove the folder it lies in and run again to make it anew");
  }

  @Test
  void truncatedWeightsAreNamed() throws IOException {
    Path weights = run.resolve("models/direct/model.safetensors");
    try (FileChannel file = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      file.truncate(Files.size(weights) / 2);
    }
    remove(run.resolve("samples"));

    Program wrong = program(folder, "run");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(lastLine(wrong)).startsWith("Cannot read ").contains(weights.toString());
  }

  @Test
  void weightsThatAreNoNumbersAreNamed() throws IOException {
    Path weights = run.resolve("models/direct/model.safetensors");
    ByteBuffer nan = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN);
    try (FileChannel file = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      file.write(nan, file.size() - nan.capacity());
    }
    remove(run.resolve("samples"));

    Program wrong = program(folder, "run");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(lastLine(wrong))
        .startsWith("Cannot use the weights in ")
        .contains(weights.toString(), " has the value NaN, expected finite numbers");
  }

  private static Program program(Path runs, String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--master", "local[2]", command, experiment.toString(), "--set"));
    arguments.addAll(List.of("runs=" + runs, "--set", "models.direct.training.steps=4"));
    arguments.addAll(List.of(more));
    return Program.run(arguments.toArray(String[]::new));
  }

  private static String lastLine(Program program) {
    String[] lines = program.err().split("\n");
    return lines[lines.length - 1];
  }

  private static Path firstTable(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
