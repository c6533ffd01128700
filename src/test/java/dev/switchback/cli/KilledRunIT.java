package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A run in HDFS that is ended again and again ends with the tables of one that was left alone on a
 * disk. A name node and a data node are in this process. Spark interprets its queries, as in most
 * tests: eight processes would compile them anew.
 */
@Isolated
class KilledRunIT {
  private static final String LAUNCHER =
      java.nio.file.Path.of("jobs/switchback").toAbsolutePath().toString();

  /** What is there when the run is killed: while it generates, trains, samples and evaluates. */
  private static final List<String> MOMENTS =
      List.of(
          "problems",
          "models/backtracking/checkpoints/step-0000000020",
          "samples/model=direct",
          "scores");

  /** What is there when the run is told to end, in its second training. */
  private static final String TRAINING = "models/direct/checkpoints";

  private static final String INTERPRETED =
      """
      spark.conf {
        spark.sql.adaptive.enabled = false
        spark.sql.codegen.wholeStage = false
        spark.sql.codegen.factoryMode = NO_CODEGEN
      }
      """;

  @TempDir private java.nio.file.Path folder;
  private java.nio.file.Path experiment;
  private MiniDFSCluster cluster;

  @BeforeEach
  void startCluster() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
    cluster.waitClusterUp();
    experiment = TinyExperiment.write(folder);
    Files.writeString(experiment, INTERPRETED, StandardOpenOption.APPEND);
  }

  @AfterEach
  void stopCluster() {
    cluster.shutdown();
  }

  @Test
  void aKilledRunInHdfsEndsWithTheTablesOfOneOnADisk() throws Exception {
    URI disk = folder.resolve("disk").toUri();
    URI hdfs = URI.create(cluster.getURI() + "/runs");
    assertThat(start(disk).waitFor()).as(log()).isZero();

    Path killed = new Path(new Path(hdfs), "tiny");
    for (String moment : MOMENTS) {
      killAt(start(hdfs), new Path(killed, moment));
      if (moment.contains("step-")) {
        tellToEnd(start(hdfs), new Path(killed, TRAINING));
      }
    }
    assertThat(log()).doesNotContain("SIGSEGV", "\tat ");
    assertThat(start(hdfs).waitFor()).as(log()).isZero();

    Path alone = new Path(new Path(disk), "tiny");
    Map<String, String> expected = files(new Path(alone, "report"), ".csv");
    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(files(new Path(killed, "report"), ".csv")).isEqualTo(expected);
    for (String table : List.of("problems", "traces", "samples", "scores", "metrics")) {
      assertThat(files(new Path(killed, table), ".parquet"))
          .as(table)
          .isNotEmpty()
          .isEqualTo(files(new Path(alone, table), ".parquet"));
    }

    Path report = new Path(killed, "report/report.html");
    long written = cluster.getFileSystem().getFileStatus(report).getModificationTime();
    assertThat(start(hdfs).waitFor()).as(log()).isZero();
    assertThat(cluster.getFileSystem().getFileStatus(report).getModificationTime())
        .as("nothing was left to do")
        .isEqualTo(written);
  }

  private void awaitMoment(Process process, Path moment) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (!cluster.getFileSystem().exists(moment)) {
      assertThat(process.isAlive() && System.nanoTime() < limit).as(log()).isTrue();
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private void killAt(Process process, Path moment) throws Exception {
    awaitMoment(process, moment);
    process.destroyForcibly();
    assertThat(process.waitFor()).as("killed at %s", moment).isEqualTo(128 + 9);
  }

  /** By SIGTERM, at which native code must not crash. */
  private void tellToEnd(Process process, Path moment) throws Exception {
    awaitMoment(process, moment);
    process.destroy();
    assertThat(process.waitFor()).as("told to end at %s", moment).isEqualTo(128 + 15);
  }

  private Process start(URI runs) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(LAUNCHER, "run", experiment.toString(), "--set", "runs=\"" + runs + "\"")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    return JavaProcess.quickly(builder).start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** The bytes of a folder's files, by name. */
  private static Map<String, String> files(Path folder, String kind) throws IOException {
    FileSystem files = folder.getFileSystem(new Configuration());
    Map<String, String> found = new TreeMap<>();
    var all = files.listFiles(folder, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (file.getName().endsWith(kind)) {
        try (InputStream in = files.open(file)) {
          found.put(
              folder.toUri().relativize(file.toUri()).getPath(),
              new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return found;
  }
}
