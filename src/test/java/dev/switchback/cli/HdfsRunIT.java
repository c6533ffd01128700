package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program where a run's folder is in HDFS: a name node and a data node in this process.
 */
class HdfsRunIT {
  private static final Path LAUNCHER = Path.of("jobs/switchback").toAbsolutePath();
  private static final org.apache.hadoop.fs.Path RUN = new org.apache.hadoop.fs.Path("/runs/tiny");

  private static final List<String> SMALLER =
      List.of(
          "problems.train=200",
          "models.direct.training.steps=20",
          "models.backtracking.training.steps=40",
          "models.direct.sampling.samples=2",
          "evaluation.pass-at=[1]",
          "evaluation.bootstrap-samples=100",
          "evaluation.router.enabled=false",
          "spark.conf.spark.sql.adaptive.enabled=false",
          "spark.conf.spark.sql.codegen.wholeStage=false",
          "spark.conf.spark.sql.codegen.factoryMode=NO_CODEGEN");

  @TempDir private Path folder;
  private MiniDFSCluster cluster;
  private FileSystem files;

  @BeforeEach
  void startCluster() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
    cluster.waitClusterUp();
    files = cluster.getFileSystem();
  }

  @AfterEach
  void stopCluster() {
    cluster.shutdown();
  }

  @Test
  void aKilledRunInHdfsEndsWithTheReportOfOneOnADisk() throws Exception {
    Path experiment = TinyExperiment.write(folder);
    String hdfs = cluster.getURI() + "/runs";
    Process killed = start(experiment, hdfs);
    await(killed, "models/backtracking/checkpoints/step-0000000020");
    killed.destroyForcibly().waitFor();
    assertThat(start(experiment, hdfs).waitFor()).as(log()).isZero();

    assertThat(start(experiment, folder.resolve("disk").toString()).waitFor()).as(log()).isZero();
    Map<String, String> expected =
        tables(FileSystem.getLocal(new Configuration()), folder.resolve("disk/tiny").toString());
    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(tables(files, RUN.toString())).isEqualTo(expected);

    long written = reportTime();
    assertThat(start(experiment, hdfs).waitFor()).as(log()).isZero();
    assertThat(reportTime()).as("nothing was left to do").isEqualTo(written);
  }

  private long reportTime() throws IOException {
    return files
        .getFileStatus(new org.apache.hadoop.fs.Path(RUN, "report/report.html"))
        .getModificationTime();
  }

  private void await(Process process, String moment) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (!files.exists(new org.apache.hadoop.fs.Path(RUN, moment))) {
      assertThat(process.isAlive() && System.nanoTime() < limit).as(log()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Process start(Path experiment, String runs) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(LAUNCHER.toString(), "run", experiment.toString()));
    SMALLER.forEach(setting -> command.addAll(List.of("--set", setting)));
    command.addAll(List.of("--set", "runs=\"" + runs + "\""));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().remove("SPARK_HOME");
    return JavaProcess.quickly(builder).start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** The tables of a run's report, by name. */
  private static Map<String, String> tables(FileSystem files, String run) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    var found = files.listFiles(new org.apache.hadoop.fs.Path(run, "report"), true);
    while (found.hasNext()) {
      org.apache.hadoop.fs.Path file = found.next().getPath();
      if (file.getName().endsWith(".csv")) {
        try (InputStream in = files.open(file)) {
          tables.put(file.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return tables;
  }
}
