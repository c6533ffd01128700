package dev.switchback.cli;

import dev.switchback.JavaProcess;
import dev.switchback.random.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * Kills processes of runs at random moments, and compares what the runs end with: a driver, two
 * workers and their executors, two data nodes of HDFS. {@code interop/chaos/check} starts it.
 */
final class Chaos implements AutoCloseable {
  /** Every stage, on several workers, and long enough to be hit. */
  private static final String EXPERIMENT =
      TinyExperiment.TEXT
          + """
          problems { train = 2000, validation = 40 }
          models.direct.training { steps = 100, workers.count = 2, checkpoints.every-steps = 10 }
          models.rewarded = ${models.direct} {
            reinforced-from = direct
            grpo { steps = 8, prompts = 16, samples = 8, learning-rate = 1e-3
              loss { entropy-coefficient = 0.1, kl-coefficient = 0.1 }
              learner { workers = 2, slots = 64 }
              checkpoints.every-steps = 2, monitoring.problems = 0 }
          }
          evaluation.router.learners = [cautious-logistic]
          """
          + ClusterRuns.SPARK;

  /** With each block on both data nodes, one of them may be lost. */
  private static final String TWO_COPIES = "spark.conf.spark.hadoop.dfs.replication=2";

  /** Tables of what the steps of a training by rewards took. */
  private static final String TIMES = "grpo-time";

  /** What a kill may hit; a driver's end is what a run has to survive most often. */
  private enum Victim {
    DRIVER,
    EXECUTOR,
    WORKER,
    DATA_NODE;

    static Victim of(RandomStream random) {
      Victim[] drawn = {DRIVER, DRIVER, EXECUTOR, EXECUTOR, WORKER, DATA_NODE};
      return drawn[random.nextInt(drawn.length)];
    }
  }

  private final Path folder;
  private final Path experiment;
  private final MiniDFSCluster hdfs;
  private final StandaloneCluster spark;
  private int workers = 2;
  private int driversThatFailed;

  private Chaos(Path folder) throws Exception {
    this.folder = folder;
    experiment = Files.writeString(folder.resolve("chaos.conf"), EXPERIMENT);
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).build();
    hdfs.waitActive();
    spark = StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), workers);
  }

  /**
   * Chaos FOLDER SEED RUNS KILLS: that many runs, in each that many kills.
   *
   * @param arguments an empty folder, the seed of the moments, runs, kills of each
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    long seed = Long.parseLong(arguments[1]);
    int runs = Integer.parseInt(arguments[2]);
    int kills = Integer.parseInt(arguments[3]);
    boolean same = true;
    try (Chaos chaos = new Chaos(folder)) {
      long started = System.nanoTime();
      chaos.go("alone");
      double seconds = (System.nanoTime() - started) / 1e9;
      System.out.printf(Locale.ROOT, "undisturbed: %.0f s%n", seconds);
      Map<String, String> expected = chaos.results("alone");
      for (int run = 0; run < runs; run++) {
        String name = "run-" + run;
        chaos.disturb(name, RandomStream.of(seed, "chaos", run), kills, seconds / 2);
        List<String> others = others(expected, chaos.results(name));
        same &= others.isEmpty();
        System.out.printf(
            "%s: %d kills, %s%n",
            name, kills, others.isEmpty() ? "the same results" : "OTHER RESULTS: " + others);
      }
      System.out.printf(
          "%s: %d runs, %d kills, %d results compared in each, %d drivers ended by themselves%n",
          same ? "ok" : "FAILED", runs, runs * kills, expected.size(), chaos.driversThatFailed);
    }
    System.exit(same ? 0 : 1);
  }

  /** What two runs have not in common. */
  private static List<String> others(Map<String, String> one, Map<String, String> other) {
    return Stream.concat(one.keySet().stream(), other.keySet().stream())
        .distinct()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .toList();
  }

  /** Runs to the end while processes are killed; whoever ends is started again. */
  private void disturb(String run, RandomStream random, int kills, double longestGap)
      throws Exception {
    Process driver = start(run);
    for (int kill = 0; kill < kills; kill++) {
      long gap = (long) (1000 * longestGap * random.nextDouble());
      if (driver.waitFor(gap, TimeUnit.MILLISECONDS)) {
        driver = again(run, driver);
      }
      Victim victim = Victim.of(random);
      System.out.printf(
          Locale.ROOT,
          "%s, kill %d: %s after %.1f s, at: %s%n",
          run,
          kill,
          victim,
          gap / 1000.0,
          lastLine(run));
      driver = kill(victim, driver, run, random);
    }
    while (driver.waitFor() != 0) {
      driver = again(run, driver);
    }
  }

  /** A driver that has ended: finished runs begin anew, so that every kill hits work. */
  private Process again(String run, Process ended) throws Exception {
    if (ended.exitValue() == 0) {
      hdfs.getFileSystem().delete(new org.apache.hadoop.fs.Path("/" + run), true);
    } else {
      driversThatFailed++;
      System.out.printf("%s: a driver ended with %d%n", run, ended.exitValue());
    }
    return start(run);
  }

  private Process kill(Victim victim, Process driver, String run, RandomStream random)
      throws Exception {
    switch (victim) {
      case DRIVER -> {
        driver.destroyForcibly().waitFor();
        return start(run);
      }
      case EXECUTOR -> {
        List<ProcessHandle> executors = spark.executors();
        if (!executors.isEmpty()) {
          executors.get(random.nextInt(executors.size())).destroyForcibly();
        }
      }
      case WORKER -> {
        spark.killLastWorker();
        workers++;
        spark.addWorker("worker-" + workers);
      }
      case DATA_NODE -> hdfs.restartDataNode(hdfs.stopDataNode(random.nextInt(2)));
    }
    return driver;
  }

  private void go(String run) throws Exception {
    if (start(run).waitFor() != 0) {
      throw new IllegalStateException("an undisturbed run failed: " + lastLine(run));
    }
  }

  private Process start(String run) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of("jobs/switchback").toAbsolutePath().toString(), "--master"));
    command.addAll(List.of(spark.url(), "run", experiment.toString()));
    command.addAll(List.of("--set", "runs=\"" + hdfs.getURI() + "/" + run + "\""));
    command.addAll(List.of("--set", TWO_COPIES));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(run).toFile()));
    builder.environment().put("SWITCHBACK_DRIVER_MEMORY", "700m");
    return JavaProcess.quickly(builder).start();
  }

  private Path log(String run) {
    return folder.resolve(run + ".log");
  }

  private String lastLine(String run) throws IOException {
    String[] lines = Files.readString(log(run)).strip().split("\n");
    return lines[lines.length - 1];
  }

  /** Checksums of weights and of the report's tables, but for those of times. */
  private Map<String, String> results(String run) throws IOException {
    FileSystem files = hdfs.getFileSystem();
    Map<String, String> results = new TreeMap<>();
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path("/" + run + "/tiny");
    var found = files.listFiles(root, true);
    while (found.hasNext()) {
      org.apache.hadoop.fs.Path file = found.next().getPath();
      boolean table = file.getName().endsWith(".csv") && !file.getName().startsWith(TIMES);
      if (table || file.getName().equals("model.safetensors")) {
        results.put(file.toUri().getPath().substring(run.length() + 1), checksum(files, file));
      }
    }
    return results;
  }

  private static String checksum(FileSystem files, org.apache.hadoop.fs.Path file)
      throws IOException {
    CRC32C sum = new CRC32C();
    try (InputStream in = files.open(file)) {
      sum.update(in.readAllBytes());
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  @Override
  public void close() throws IOException {
    spark.close();
    hdfs.shutdown();
  }
}
