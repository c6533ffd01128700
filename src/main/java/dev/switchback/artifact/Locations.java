package dev.switchback.artifact;

import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Where files and folders are. What a user types is a URI only where it begins with a scheme and a
 * slash, such as {@code hdfs://host/folder}; anything else is a name on this machine, whatever
 * characters it has.
 */
public final class Locations {
  private static final Pattern URI = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:/.*");
  private static final Pattern SLASHES_AT_BEGIN = Pattern.compile("^/{2,}");

  /** How Java writes names of files, as the locale has it. */
  private static final Charset NAMES_ON_DISK =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private Locations() {}

  /**
   * The path that a user typed.
   *
   * @throws ConfigurationException if Hadoop cannot hold it
   */
  public static Path path(String typed) {
    requireEncodable(typed, NAMES_ON_DISK);
    try {
      return URI.matcher(typed).matches()
          ? new Path(typed)
          : new Path(null, null, SLASHES_AT_BEGIN.matcher(typed).replaceFirst("/"));
    } catch (IllegalArgumentException unheld) {
      throw new ConfigurationException(
          "Cannot use \""
              + typed
              + "\" as a path: "
              + unheld.getMessage()
              + ", expected a path such as runs/first or hdfs://host/runs");
    }
  }

  /**
   * Java writes a question mark for what the encoding of names does not have.
   *
   * @throws ConfigurationException if there is such a character
   */
  static void requireEncodable(String typed, Charset names) {
    if (!names.newEncoder().canEncode(typed)) {
      throw new ConfigurationException(
          "Cannot use \""
              + typed
              + "\" as a path: names of files are "
              + names.name()
              + " here, expected characters of it; set LC_ALL=C.UTF-8");
    }
  }

  /** What is in a folder by a name of any characters. */
  public static Path child(Path folder, String name) {
    return new Path(folder, new Path(null, null, name));
  }

  /**
   * The file system of a path; on local disks without files of checksums.
   *
   * @throws InputException if nothing here knows such paths
   * @throws IOException if it cannot be reached
   */
  public static FileSystem files(Path path, Configuration hadoop) throws IOException {
    try {
      return PlainLocalFileSystem.instead(path.getFileSystem(hadoop), hadoop);
    } catch (UnsupportedFileSystemException unknown) {
      throw withoutJar(path, unknown);
    } catch (RuntimeException failed) {
      if (failed.getCause() instanceof ClassNotFoundException missing) {
        throw withoutJar(path, missing);
      }
      throw failed;
    }
  }

  private static InputException withoutJar(Path path, Exception missing) {
    String jar =
        switch (path.toUri().getScheme()) {
          case "s3", "s3a", "s3n" -> ofHadoop("hadoop-aws");
          case "abfs", "abfss", "wasb", "wasbs" -> ofHadoop("hadoop-azure");
          case "gs" -> "the jar com.google.cloud.bigdataoss:gcs-connector for Hadoop 3";
          default -> "the jar that has it";
        };
    return new InputException(
        "Cannot reach "
            + path
            + ": "
            + missing.getMessage()
            + ", expected "
            + jar
            + "; start with spark-submit and its option --packages, or set spark.jars.packages",
        missing);
  }

  private static String ofHadoop(String name) {
    return "the jar org.apache.hadoop:" + name + " in the version of Hadoop that Spark has";
  }
}
