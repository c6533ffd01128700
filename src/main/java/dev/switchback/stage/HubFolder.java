package dev.switchback.stage;

import dev.switchback.artifact.InputException;
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
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of a data set: its card and {@code data/}. Files are written beside {@code data/},
 * which gets its name when all are there; the card comes last. Nothing else in the folder is
 * touched, so that it may be a clone of a repository of the Hub.
 */
public final class HubFolder {
  private static final String DATA = "data";
  private static final String UNFINISHED = "data.unfinished";

  private final Configuration plain;
  private final FileSystem files;
  private final Path path;

  private HubFolder(Configuration plain, FileSystem files, Path path) {
    this.plain = plain;
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
    Configuration plain = withoutChecksumFiles(hadoop);
    Path path = new Path(output);
    FileSystem files;
    try {
      files = path.getFileSystem(plain);
    } catch (IOException unreachable) {
      throw new InputException(
          "Cannot export to " + output + ": " + unreachable.getMessage(), unreachable);
    }
    HubFolder folder = new HubFolder(plain, files, files.makeQualified(path));
    for (String name : List.of(DatasetCard.FILE, DATA)) {
      if (files.exists(folder.child(name)) && overwrite == Overwrite.REFUSE) {
        throw new ConfigurationException(
            "Cannot export to "
                + folder.path
                + ": it holds "
                + name
                + ", expected a folder without a data set; give another one, or --overwrite to lose"
                + " what is there");
      }
    }
    return folder;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Writes files, one in each task, and the card. */
  void write(SparkSession session, List<HubFile> hubFiles, String card) throws IOException {
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
    files.delete(child(DatasetCard.FILE), false);
    files.delete(child(DATA), true);
    WholeFiles.rename(files, child(UNFINISHED), child(DATA));
    WholeFiles.write(files, child(DatasetCard.FILE), card);
  }

  private void write(JavaSparkContext spark, List<HubFile> hubFiles, LongAccumulator counter) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    SerializableConfiguration output = new SerializableConfiguration(plain);
    String folder = child(UNFINISHED).toString();
    spark
        .parallelize(hubFiles, hubFiles.size())
        .foreach(file -> file.write(hadoop.value(), output.value(), folder, counter::add));
  }

  private Path child(String name) {
    return new Path(path, name);
  }

  /** Hadoop keeps hidden files of checksums on local disks, which have no place in a data set. */
  private static Configuration withoutChecksumFiles(Configuration hadoop) {
    Configuration plain = new Configuration(hadoop);
    plain.set("fs.file.impl", RawLocalFileSystem.class.getName());
    plain.setBoolean("fs.file.impl.disable.cache", true);
    return plain;
  }
}
