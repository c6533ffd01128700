package dev.switchback.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.ArtifactFolder;
import dev.switchback.artifact.FolderLock;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.Overwrite;
import dev.switchback.cluster.CountedRows;
import dev.switchback.config.ConfigurationException;
import dev.switchback.importer.FileCount;
import dev.switchback.importer.ImportFormat;
import dev.switchback.importer.ImportTable;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.InputFiles;
import dev.switchback.importer.Rejected;
import dev.switchback.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Brings problems from elsewhere into a folder: {@code problems/} as Parquet, {@code rejected/} as
 * JSON lines with a reason for each, and a manifest, written last.
 *
 * <p>A task takes a file from its first line to its last, so that lines have numbers and rows their
 * order whether the file can be split or not; several files are read at once. The files' digests
 * are the inputs in the manifest, so that a folder made of other contents is noticed.
 */
public final class Import {
  private static final long ROWS_PER_FILE = 1_000_000;

  /** All that may lie in a folder that is about to be removed. */
  private static final Set<String> OWN = Set.of(FileImport.PROBLEMS, FileImport.REJECTED);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Request request;
  private final InputFiles inputs;
  private final FileSystem files;
  private final ArtifactFolder folder;

  private Import(Request request, Configuration hadoop) {
    this.request = request;
    this.inputs = InputFiles.find(hadoop, request.path(), request.format());
    Path path = Locations.path(request.output());
    try {
      this.files = Locations.files(path, hadoop);
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot import into " + request.output() + ": " + unreachable.getMessage(), unreachable);
    }
    this.folder =
        new ArtifactFolder(
            files, files.makeQualified(path), "problems", ImportTable.FORMAT, "import");
  }

  /**
   * Imports, unless the folder holds what the same files make.
   *
   * @param spark asked for a session only when the request is in order
   * @throws InputException if a file is missing, damaged or of another format, if no row at all is
   *     taken, or, where the request is strict, if a row is rejected; there is no manifest then
   * @throws ConfigurationException if the folder holds something else
   */
  public static Result run(Supplier<SparkSession> spark, Configuration hadoop, Request request)
      throws IOException {
    Import stage = new Import(request, hadoop);
    stage.requireOwnFolder();
    return stage.run(new JavaSparkContext(spark.get().sparkContext()));
  }

  private Result run(JavaSparkContext spark) throws IOException {
    Map<String, String> digests = digests(spark);
    boolean needed = folder.finished(configuration(), digests).isEmpty();
    if (needed) {
      make(spark, digests);
    }
    Map<String, Object> facts = folder.require().facts();
    requireRows(facts);
    return new Result(folder.path(), !needed, facts, inputs.ignoredFiles());
  }

  private void make(JavaSparkContext spark, Map<String, String> digests) throws IOException {
    String command = "switchback import " + request.format().key() + " " + request.path();
    try (FolderLock lock = FolderLock.take(files, folder.path(), command)) {
      if (folder.prepare(configuration(), digests, request.overwrite())) {
        lock.whenLost(spark.sc()::cancelAllJobs);
        Map<String, Object> made = facts(write(spark));
        requireRows(made);
        lock.requireHeld();
        folder.finish(configuration(), digests, made);
      }
    }
  }

  /** What is not finished is removed before work begins: it must not be anything else's. */
  private void requireOwnFolder() throws IOException {
    if (!files.exists(folder.path())) {
      return;
    }
    for (FileStatus status : files.listStatus(folder.path())) {
      String name = status.getPath().getName();
      boolean manifest = name.contains(Manifest.FILE);
      if (!OWN.contains(name) && !manifest && !FolderLock.owns(status.getPath())) {
        throw new ConfigurationException(
            "Cannot import into "
                + folder.path()
                + ": it holds "
                + name
                + ", which is not of an import, expected a new folder; give another --output");
      }
    }
  }

  private String configuration() {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("import.format", request.format().key());
    request.format().columns().forEach((field, name) -> configuration.put("import." + field, name));
    return JSON.valueToTree(configuration).toString();
  }

  private Map<String, String> digests(JavaSparkContext spark) {
    spark.sc().setJobDescription("Digest " + request.path());
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    List<InputFile> all = inputs.files();
    List<String> digests =
        spark.parallelize(all, all.size()).map(file -> file.digest(hadoop.value())).collect();
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      named.put(all.get(i).name(), digests.get(i));
    }
    return named;
  }

  private FileCount write(JavaSparkContext spark) throws IOException {
    files.mkdirs(new Path(folder.path(), FileImport.PROBLEMS));
    files.mkdirs(rejected());
    String what = "Importing " + request.path();
    spark.sc().setJobDescription(what);
    try (Progress progress = Progress.start(what, 0, "rows");
        CountedRows counted = CountedRows.watch(spark.sc(), what, progress)) {
      FileCount count = total(write(spark, counted.counter()));
      progress.advanceTo(count.read(), "");
      return count;
    }
  }

  private List<FileCount> write(JavaSparkContext spark, LongAccumulator counter) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    List<FileImport> imports = new ArrayList<>();
    for (InputFile file : inputs.files()) {
      String output = folder.path().toString();
      imports.add(new FileImport(request.format(), file, imports.size(), output, ROWS_PER_FILE));
    }
    return spark
        .parallelize(imports, imports.size())
        .map(file -> file.run(hadoop.value(), counter::add))
        .collect();
  }

  private static FileCount total(List<FileCount> counts) {
    return counts.stream().reduce(FileCount.NONE, FileCount::plus);
  }

  private void requireRows(Map<String, Object> facts) {
    long rejected = number(facts, "rejected");
    if (number(facts, "taken") > 0 && (rejected == 0 || !request.strict())) {
      return;
    }
    String rows = rejected + " of " + number(facts, "read") + " rows are rejected, ";
    String first =
        rejected == 0
            ? "expected at least one that is a problem"
            : "the first one is " + facts.get("first_rejected") + "; all are in " + rejected();
    throw new InputException("Cannot import " + request.path() + ": " + rows + first);
  }

  private Path rejected() {
    return new Path(folder.path(), FileImport.REJECTED);
  }

  private static long number(Map<String, Object> facts, String name) {
    return ((Number) facts.get(name)).longValue();
  }

  private static String told(Rejected row) {
    return row.place().inWords() + " of " + row.file() + ": " + row.reason();
  }

  private Map<String, Object> facts(FileCount count) {
    Map<String, Object> flaws = new TreeMap<>();
    count.rejected().forEach((flaw, rows) -> flaws.put(flaw.key(), rows));
    Map<String, Object> facts = new TreeMap<>();
    facts.put("family", request.format().family());
    facts.put("read", count.read());
    facts.put("taken", count.taken());
    facts.put("skipped", count.skipped());
    facts.put("rejected", count.allRejected());
    facts.put("flaws", flaws);
    count.first().forEach(row -> facts.put("first_rejected", told(row)));
    return facts;
  }

  /**
   * What to import.
   *
   * @param path a file, a folder or a pattern, on any Hadoop file system
   * @param output folder to be made
   * @param strict whether a bad row is an error
   * @param overwrite of what another import made in the folder
   */
  public record Request(
      ImportFormat format, String path, String output, boolean strict, Overwrite overwrite) {}

  /**
   * What an import has done.
   *
   * @param folder that holds it
   * @param finishedBefore whether it was there already, made of the same files
   * @param facts of its manifest
   * @param ignoredFiles files of the given folder whose names do not end as those of the format do
   */
  public record Result(
      Path folder, boolean finishedBefore, Map<String, Object> facts, List<String> ignoredFiles) {}
}
