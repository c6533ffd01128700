package dev.switchback.transfer;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Manifest;
import dev.switchback.config.ConfigurationException;
import dev.switchback.dataset.hub.DatasetCard;
import dev.switchback.dataset.hub.DatasetCard.CardFacts;
import dev.switchback.dataset.hub.HubFile;
import dev.switchback.dataset.hub.HubSplit;
import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/**
 * Gives a table of a run away as a data set of the Hugging Face Hub: a card and Parquet files, and
 * nothing else. The same table always makes the same bytes.
 */
public final class Export {
  private final Run run;
  private final Request request;

  private Export(Run run, Request request) {
    this.run = run;
    this.request = request;
  }

  /**
   * Exports. The run is asked for its session only when the request is in order.
   *
   * @throws InputException if the table is not finished
   * @throws ConfigurationException if another configuration made it, if there is no such style, or
   *     if the output holds a data set and is not to be overwritten
   */
  public static HubFolder run(Run run, Request request) throws IOException {
    return new Export(run, request).run();
  }

  private HubFolder run() throws IOException {
    boolean traces = request.table() == Request.Table.TRACES;
    Manifest problems = require(run.plan().problems());
    String tracesManifest = traces ? require(run.plan().traces()).json() : "";
    String style = traces ? style() : noStyle();
    Family family = run.family();
    StructType schema = traces ? family.traceTable().schema() : family.problemSchema();
    Path table =
        traces ? new Path(run.folder().traces(), "style=" + style) : run.folder().problems();
    CardFacts facts =
        new CardFacts(
            run.experiment().name(),
            family,
            style,
            schema,
            splits(table),
            problems.version(),
            problems.json(),
            tracesManifest);
    HubFolder folder = HubFolder.prepare(run.hadoop(), request.output(), run.overwrite());
    List<HubFile> files = new ArrayList<>();
    facts.splits().forEach(split -> files.addAll(split.files(schema)));
    String command = "switchback export " + run.experiment().name();
    folder.write(run.spark(), files, DatasetCard.markdown(facts), command);
    return folder;
  }

  private Manifest require(Artifact artifact) {
    Manifest manifest = artifact.require();
    if (!manifest.configuration().equals(artifact.configuration())) {
      throw new ConfigurationException(
          "Cannot export "
              + artifact.path()
              + ": another configuration made it, expected the one that is given; give that one, or"
              + " run generate again");
    }
    return manifest;
  }

  private String noStyle() {
    if (request.style().isPresent()) {
      throw new ConfigurationException(
          "Cannot export problems in a style: "
              + request.style().get()
              + ", expected none; only traces have one");
    }
    return "";
  }

  private String style() throws IOException {
    List<String> styles = List.copyOf(partitions(run.folder().traces(), "style=").keySet());
    String style = request.style().orElse(styles.size() == 1 ? styles.get(0) : "");
    if (!styles.contains(style)) {
      throw new ConfigurationException(
          "Cannot export traces: --style is "
              + (style.isEmpty() ? "missing" : style)
              + ", expected one of "
              + styles);
    }
    return style;
  }

  /** In the order of the splits; those without rows are left out. */
  private List<HubSplit> splits(Path table) throws IOException {
    Map<String, Path> folders = partitions(table, "split=");
    List<HubSplit> splits = new ArrayList<>();
    for (Split split : Split.values()) {
      if (folders.containsKey(split.key())) {
        Path folder = folders.get(split.key());
        splits.add(HubSplit.of(run.hadoop(), split.key(), folder, request.rowsPerFile()));
      }
    }
    return splits;
  }

  private Map<String, Path> partitions(Path table, String prefix) throws IOException {
    FileSystem files = run.folder().files();
    Map<String, Path> partitions = new TreeMap<>();
    try {
      Arrays.stream(files.listStatus(table))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().startsWith(prefix))
          .forEach(path -> partitions.put(path.getName().substring(prefix.length()), path));
    } catch (FileNotFoundException missing) {
      throw new InputException(
          "Cannot read " + table + ", which does not exist, expected a finished table", missing);
    }
    return partitions;
  }

  /**
   * What to export.
   *
   * @param table {@code problems} or {@code traces}
   * @param style of the traces; may be left out where there is one
   * @param output folder of the data set
   * @param rowsPerFile at most; 0 for as many as make files of a sensible size
   */
  public record Request(Table table, Optional<String> style, String output, long rowsPerFile) {

    /** The tables there are. */
    public enum Table {
      PROBLEMS,
      TRACES
    }
  }
}
