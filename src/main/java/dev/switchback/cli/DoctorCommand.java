package dev.switchback.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.switchback.artifact.Version;
import dev.switchback.cluster.Cpu;
import dev.switchback.cluster.EngineReport;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.package$;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is installed, and what would run where. */
@Command(description = "Says what is installed, and what would run where.")
final class DoctorCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final Console console;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      defaultValue = "runs",
      description = "Folder of runs on this machine to look at; ${DEFAULT-VALUE}.")
  private Path runs;

  DoctorCommand(GlobalOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, String> report = new LinkedHashMap<>();
    report.put("Switchback", Version.running());
    report.put(
        "Java", System.getProperty("java.version") + " in " + System.getProperty("java.home"));
    report.put("Memory", memory());
    report.put("CPU", cpu());
    report.put(
        "Spark",
        package$.MODULE$.SPARK_VERSION()
            + ", Scala "
            + scala.util.Properties.versionNumberString());
    report.put("Master", options.master().orElse(System.getProperty("spark.master", "local[*]")));
    report.putAll(EngineReport.describe());
    report.put("Runs", folder(runs.toAbsolutePath()));
    report.forEach(
        (heading, text) -> console.out().printf(Locale.ROOT, "%-11s %s%n", heading, text));
    return 0;
  }

  private static String memory() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB for Java (SWITCHBACK_DRIVER_MEMORY) of "
        + (machine.getTotalMemorySize() >> 20)
        + " MiB; models take theirs beside it";
  }

  private static String cpu() {
    List<String> known = Cpu.current().instructionsOfNote();
    return Runtime.getRuntime().availableProcessors()
        + (known.isEmpty() ? " cores" : " cores with " + String.join(", ", known));
  }

  private static String folder(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return folder + " cannot be written; give --runs another folder, and runs in the file";
    }
    return folder + " can be written, " + (existing.toFile().getUsableSpace() >> 30) + " GiB free";
  }
}
