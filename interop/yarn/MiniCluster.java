import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS with a data node and YARN with a node, all in this process, until its standard input ends:
 * {@code java -cp ... MiniCluster.java FOLDER}, started in FOLDER, where YARN puts its files.
 *
 * <p>For each line of its standard input it writes one: the newest application's name, its final
 * status, the number of its last attempt, and what YARN says of its end, with tabs in between.
 * (YARN's own web service, which tells this as well, is not there in the class path that has all of
 * Hadoop in one jar.)
 *
 * <p>What a client needs to find them is written to FOLDER/conf; its yarn-site.xml comes last, when
 * all is up.
 */
public final class MiniCluster {
  /** What clients have to know. */
  private static final List<String> OF_HDFS = List.of("fs.defaultFS", "dfs.replication");

  /** The same; the last is for who checks. */
  private static final List<String> OF_YARN =
      List.of(
          "yarn.resourcemanager.address",
          "yarn.resourcemanager.scheduler.address",
          "dfs.namenode.http-address");

  private MiniCluster() {}

  /**
   * Starts them and waits.
   *
   * @param arguments the folder for everything, absolute
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Configuration settings = settings();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    hdfs.waitActive();
    MiniYARNCluster yarn = new MiniYARNCluster("yarn", 1, 1, 1);
    yarn.init(settings);
    yarn.start();
    if (!yarn.waitForNodeManagersToConnect(60_000)) {
      throw new IllegalStateException("The node of YARN did not come up");
    }
    Path conf = Files.createDirectories(folder.resolve("conf"));
    write(conf.resolve("core-site.xml"), settings, OF_HDFS);
    write(conf.resolve("yarn-site.xml"), yarn.getConfig(), OF_YARN);
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(yarn.getConfig());
      client.start();
      answer(client);
    }
    yarn.stop();
    hdfs.shutdown();
    System.exit(0);
  }

  /** Tells of the newest application, a line for each that is read, until there is no more. */
  private static void answer(YarnClient client) throws IOException, YarnException {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
    while (questions.readLine() != null) {
      ApplicationReport newest =
          client.getApplications().stream()
              .max(Comparator.comparing(ApplicationReport::getApplicationId))
              .orElseThrow();
      System.out.println(
          String.join(
              "\t",
              newest.getApplicationId().toString(),
              newest.getFinalApplicationStatus().toString(),
              String.valueOf(newest.getCurrentApplicationAttemptId().getAttemptId()),
              newest.getDiagnostics().strip().replaceAll("\\s+", " ")));
    }
  }

  private static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set("dfs.replication", "1");
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.root.default.capacity", "100");
    // One application master may have all of what there is.
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    // What is asked for is rounded up to a multiple of this.
    settings.set("yarn.scheduler.minimum-allocation-mb", "32");
    settings.set("yarn.minicluster.yarn.nodemanager.resource.memory-mb", "6144");
    // Containers are watched and killed for memory that is really used, not for addresses; by YARN,
    // which otherwise leaves it to cgroups, that are not there.
    settings.set("yarn.nodemanager.resource.memory.enforced", "false");
    settings.set("yarn.minicluster.control-resource-monitoring", "true");
    settings.set("yarn.nodemanager.container-monitor.interval-ms", "500");
    settings.set("yarn.nodemanager.pmem-check-enabled", "true");
    settings.set("yarn.nodemanager.vmem-check-enabled", "false");
    // Containers see how Java is to be started on a machine as small as this.
    settings.set("yarn.nodemanager.env-whitelist", "JAVA_HOME,PATH,LANG,LC_ALL,JDK_JAVA_OPTIONS");
    settings.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100");
    settings.set("yarn.application.classpath", "");
    return settings;
  }

  private static void write(Path file, Configuration all, List<String> keys) throws IOException {
    Configuration some = new Configuration(false);
    keys.forEach(key -> some.set(key, all.get(key)));
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      some.writeXml(out);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
