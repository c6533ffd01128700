package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster on this machine: Spark's own Master and Worker in processes of their
 * own. Spark is that of {@code SPARK_HOME}, or, where there is none, its jars as Maven has them.
 * Workers have one core each.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String LOOPBACK = "127.0.0.1";

  private final Path folder;
  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private String url = "";

  private StandaloneCluster(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** Starts a master and workers; logs lie in the folder. */
  static StandaloneCluster start(Path folder, int workers) throws Exception {
    String installed = System.getenv("SPARK_HOME");
    Path home = installed == null ? linkedJars(folder) : Path.of(installed);
    StandaloneCluster cluster = new StandaloneCluster(folder, home);
    cluster.run(
        "master", "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0");
    cluster.url = await(folder.resolve("master.log"), MASTER).group(1);
    for (int i = 0; i < workers; i++) {
      cluster.addWorker("worker-" + i);
    }
    for (int i = 0; i < workers; i++) {
      await(
          folder.resolve("worker-" + i + ".log"), Pattern.compile("Successfully registered with"));
    }
    return cluster;
  }

  String url() {
    return url;
  }

  /** The process of the last worker's executor, if it has one now. */
  Optional<ProcessHandle> lastExecutor() {
    return processes.get(processes.size() - 1).descendants().findFirst();
  }

  /** The processes of all executors that there are now. */
  List<ProcessHandle> executors() {
    return processes.stream().flatMap(Process::descendants).toList();
  }

  /** SIGKILL to the last worker and its executor. */
  void killLastWorker() {
    Process worker = processes.get(processes.size() - 1);
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  /** Adds a worker to those that are there. */
  void addWorker(String name) throws IOException {
    run(
        name,
        "org.apache.spark.deploy.worker.Worker",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--work-dir",
        folder.resolve(name).toString(),
        url);
  }

  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (home.equals(folder)) {
      try (Stream<Path> links = Files.list(home.resolve("jars"))) {
        for (Path link : links.toList()) {
          Files.delete(link);
        }
      }
    }
  }

  /** A home of Spark's jars: it looks for them in the folder {@code jars}. */
  private static Path linkedJars(Path home) throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String jar : Files.readString(Path.of("target/spark.classpath")).strip().split(":")) {
      Path target = Path.of(jar);
      Files.createSymbolicLink(jars.resolve(target.getFileName().toString()), target);
    }
    return home;
  }

  private void run(String name, String... command) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : Files.readString(Path.of("target/java.options")).strip().split("\\s+")) {
      all.add(option);
    }
    all.addAll(List.of("-Xmx256m", "-cp", home.resolve("jars") + "/*"));
    all.add(command[0]);
    all.addAll(List.of("--host", LOOPBACK));
    all.addAll(List.of(command).subList(1, command.length));
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    processes.add(JavaProcess.quickly(builder).start());
  }

  private static Matcher await(Path log, Pattern pattern) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (true) {
      Matcher matcher = pattern.matcher(Files.readString(log));
      if (matcher.find()) {
        return matcher;
      }
      assertThat(System.nanoTime()).as("%s in %s", pattern, log).isLessThan(limit);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
