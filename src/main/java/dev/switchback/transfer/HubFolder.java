package dev.switchback.transfer;

import dev.switchback.artifact.FolderLock;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.artifact.Overwrite;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.cluster.CountedRows;
import dev.switchback.config.ConfigurationException;
import dev.switchback.dataset.hub.DatasetCard;
import dev.switchback.dataset.hub.HubFile;
import dev.switchback.progress.Progress;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of a data set: its card and {@code data/}. Files are written beside {@code data/},
 * which gets its name when all are there; the card comes last. A renaming that was killed, where it
 * is a copy, is known by a file that says it was begun. Nothing else in the folder is touched, so
 * that it may be a clone of a repository of the Hub.
 */
public final class HubFolder {
  private static final String DATA = "data";
  private static final String UNFINISHED = "data.unfinished";

  /** Is there while a data set is put in the place of another, or of none. */
  private static final String REPLACING = "_replacing";

  private final Overwrite overwrite;
  private final FileSystem files;
  private final Path path;

  private HubFolder(Overwrite overwrite, FileSystem files, Path path) {
    this.overwrite = overwrite;
    this.files = files;
    this.path = path;
  }

  /**
   * Makes a folder ready to be written.
   *
   * @throws ConfigurationException if there is a data set in it and it is not to be overwritten
   */
  static HubFolder prepare(Configuration hadoop, String output, Overwrite overwrite)
      throws IOException {
    Path path = Locations.path(output);
    FileSystem files;
    try {
      files = Locations.files(path, hadoop);
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot export to " + output + ": " + unreachable.getMessage(), unreachable);
    }
    HubFolder folder = new HubFolder(overwrite, files, files.makeQualified(path));
    folder.requireFree();
    return folder;
  }

  private void requireFree() throws IOException {
    if (overwrite == Overwrite.ALLOW || files.exists(child(REPLACING))) {
      return;
    }
    for (String name : List.of(DatasetCard.FILE, DATA)) {
      if (files.exists(child(name))) {
        throw new ConfigurationException(
            "Cannot export to "
                + path
                + ": it holds "
                + name
                + ", expected a folder without a data set; give another one, or --overwrite to lose"
                + " what is there");
      }
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Writes files, one in each task, and the card.
   *
   * @param command as the user typed it, for others who want to write there
   */
  void write(SparkSession session, List<HubFile> hubFiles, String card, String command)
      throws IOException {
    try (FolderLock lock = FolderLock.take(files, path, command)) {
      lock.whenLost(session.sparkContext()::cancelAllJobs);
      requireFree();
      write(session, hubFiles);
      lock.requireHeld();
      replace(card);
    }
  }

  private void write(SparkSession session, List<HubFile> hubFiles) throws IOException {
    files.delete(child(UNFINISHED), true);
    files.mkdirs(child(UNFINISHED));
    long rows = hubFiles.stream().mapToLong(file -> file.end() - file.begin()).sum();
    String what = "Exporting to " + path;
    session.sparkContext().setJobDescription(what);
    try (Progress progress = Progress.start(what, rows, "rows");
        CountedRows counted = CountedRows.watch(session.sparkContext(), what, progress)) {
      write(new JavaSparkContext(session.sparkContext()), hubFiles, counted.counter());
      progress.advanceTo(rows, "");
    }
  }

  private void replace(String card) throws IOException {
    WholeFiles.write(files, child(REPLACING), "");
    files.delete(child(DatasetCard.FILE), false);
    files.delete(child(DATA), true);
    WholeFiles.rename(files, child(UNFINISHED), child(DATA));
    WholeFiles.write(files, child(DatasetCard.FILE), card);
    files.delete(child(REPLACING), false);
  }

  private void write(JavaSparkContext spark, List<HubFile> hubFiles, LongAccumulator counter) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    String folder = child(UNFINISHED).toString();
    spark
        .parallelize(hubFiles, hubFiles.size())
        .foreach(file -> file.write(hadoop.value(), folder, counter::add));
  }

  private Path child(String name) {
    return new Path(path, name);
  }
}
