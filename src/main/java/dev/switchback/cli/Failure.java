package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import dev.switchback.cli.ResultStream.FailedWriteException;
import dev.switchback.config.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.PathIOException;

/**
 * How a failed command ends.
 *
 * @param exitCode of the process
 * @param paragraph what went wrong and what to do, for a reader who does not know the code; empty
 *     where there is nothing to tell
 * @param cause where it came from
 */
record Failure(int exitCode, String paragraph, Throwable cause) {
  private static final int NONE = 0;
  private static final int OTHER = 1;
  private static final int CONFIGURATION = 2;
  private static final int INPUT = 3;

  /** The words in which Spark, Hadoop and Parquet name a file that they cannot read. */
  private static final Pattern DAMAGED =
      Pattern.compile(
          "(?:while reading file|Checksum error:) (?<named>\\S+?)(?:\\.? Details| at \\d)"
              + "|(?<table>\\S+) is not a Parquet file");

  /** The words in which libtorch says that memory for a model is exhausted, a GPU's or others. */
  private static final Pattern MODEL_MEMORY =
      Pattern.compile("(?:CUDA out of memory|DefaultCPUAllocator: (?:can't allocate|not)).*");

  /** The words in which Spark says that it was stopped from outside. */
  private static final Pattern STOPPED =
      Pattern.compile("SparkContext (?:has been shutdown|was shut down)|stopped SparkContext");

  /** Finds what a user can act on, wherever in the chain of causes it lies. */
  static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    if (first(chain, FailedWriteException.class)
        .filter(FailedWriteException::isUnread)
        .isPresent()) {
      return new Failure(NONE, "", thrown);
    }
    return first(chain, ConfigurationException.class)
        .map(refused -> new Failure(CONFIGURATION, refused.getMessage(), thrown))
        .or(
            () ->
                first(chain, InputException.class)
                    .map(bad -> new Failure(INPUT, bad.getMessage(), thrown)))
        .or(() -> exhausted(chain, thrown))
        .or(() -> modelMemory(chain, thrown))
        .or(() -> stopped(chain, System.getProperty("spark.master", "of Spark"), thrown))
        .or(() -> refused(chain, thrown))
        .or(() -> damaged(chain, thrown))
        .orElseGet(() -> new Failure(OTHER, other(thrown), thrown));
  }

  /**
   * Writes the paragraph, and where it came from if that is wanted.
   *
   * @return the exit code
   */
  int tell(PrintStream err, boolean verbose) {
    if (paragraph.isEmpty()) {
      return exitCode;
    }
    err.println(paragraph);
    if (verbose) {
      cause.printStackTrace(err);
    }
    return exitCode;
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = thrown; cause != null && chain.size() < 50; cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }

  private static <T> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Optional<Failure> exhausted(List<Throwable> chain, Throwable thrown) {
    return first(chain, OutOfMemoryError.class)
        .map(
            error ->
                new Failure(
                    OTHER,
                    "Cannot go on: the "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB of memory that Java may use are exhausted ("
                        + error.getMessage()
                        + "); give it more, for example SWITCHBACK_DRIVER_MEMORY=6g, or lower"
                        + " batch-tokens, slots or the number of cores",
                    thrown));
  }

  private static Optional<Failure> modelMemory(List<Throwable> chain, Throwable thrown) {
    return chain.stream()
        .map(cause -> MODEL_MEMORY.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .findFirst()
        .map(
            found ->
                new Failure(
                    OTHER,
                    "Cannot go on: the memory for a model is exhausted ("
                        + found.group()
                        + "); lower sampling.slots where models are sampled, and"
                        + " training.micro-batch-tokens where they are trained, see docs/gpu.md",
                    thrown));
  }

  /**
   * A master that never answered, or gave up, is known only by what it did to Spark. Where Spark is
   * this process, it stops when the process is told to end.
   */
  static Optional<Failure> stopped(List<Throwable> chain, String master, Throwable thrown) {
    return chain.stream()
        .filter(cause -> STOPPED.matcher(String.valueOf(cause.getMessage())).find())
        .findFirst()
        .map(
            cause ->
                new Failure(
                    INPUT,
                    master.startsWith("local") ? toldToEnd() : noAnswer(master, cause),
                    thrown));
  }

  private static String toldToEnd() {
    return "Cannot go on: the process was told to end; run the command again, it keeps what is"
        + " finished";
  }

  private static String noAnswer(String master, Throwable cause) {
    return "Cannot go on: the master "
        + master
        + " does not answer, or has ended the work ("
        + summary(cause)
        + "), expected the address of a Spark 3.5 that runs; look at its page, or give --master"
        + " 'local[*]' to use this machine";
  }

  /** S3A says in the first way that keys are wrong, and in the second that a bucket is gone. */
  private static Optional<Failure> refused(List<Throwable> chain, Throwable thrown) {
    return first(chain, AccessDeniedException.class)
        .map(IOException.class::cast)
        .or(() -> first(chain, PathIOException.class))
        .map(
            denied ->
                new Failure(
                    INPUT,
                    "Cannot use storage: "
                        + summary(denied)
                        + ", expected a bucket or folder that is there and may be read and written;"
                        + " correct its name or the keys to it, and run the command again, it keeps"
                        + " what is finished",
                    thrown));
  }

  private static Optional<Failure> damaged(List<Throwable> chain, Throwable thrown) {
    Stream<String> files =
        chain.stream()
            .map(Throwable::getMessage)
            .filter(message -> message != null)
            .map(DAMAGED::matcher)
            .filter(Matcher::find)
            .map(
                found ->
                    found.group("named") == null ? found.group("table") : found.group("named"));
    return files
        .findFirst()
        .map(
            file ->
                "Cannot read "
                    + file
                    + ", expected a table as it was written; remove the folder it lies in and run"
                    + " again to make it anew: "
                    + summary(chain.get(chain.size() - 1)))
        .or(
            () ->
                first(chain, FileNotFoundException.class)
                    .map(missing -> "Cannot read a file that is gone: " + summary(missing)))
        .map(paragraph -> new Failure(INPUT, paragraph, thrown));
  }

  private static String other(Throwable thrown) {
    String summary = summary(thrown);
    return summary.startsWith("Cannot ") && !(thrown instanceof NullPointerException)
        ? summary
        : "Cannot go on: "
            + thrown.getClass().getSimpleName()
            + ", "
            + summary
            + "; --verbose shows where";
  }

  private static String summary(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
  }
}
