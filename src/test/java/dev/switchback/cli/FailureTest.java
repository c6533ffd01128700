package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.artifact.InputException;
import dev.switchback.config.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.PathIOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  @Test
  void whatAUserCanActOnIsFoundWithinWhatSparkThrows() {
    Throwable bad = new SparkException("Job aborted", new InputException("Cannot read line 3"));
    Throwable refused = new RuntimeException(new ConfigurationException("Cannot use x"));

    assertThat(Failure.of(bad)).isEqualTo(new Failure(3, "Cannot read line 3", bad));
    assertThat(Failure.of(refused)).isEqualTo(new Failure(2, "Cannot use x", refused));
  }

  @Test
  void exhaustedMemoryComesWithAdvice() {
    Failure failure =
        Failure.of(new SparkException("Job aborted", new OutOfMemoryError("Java heap space")));

    assertThat(failure.exitCode()).isEqualTo(1);
    assertThat(failure.paragraph())
        .startsWith("Cannot go on: the ")
        .contains("(Java heap space); give it more, for example SWITCHBACK_DRIVER_MEMORY=6g");
  }

  /** As libtorch's exception arrives from a task. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 139 GiB",
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9000000000 bytes."
      })
  void exhaustedMemoryForAModelNamesTheSettings(String told) {
    String task = "Lost task 0.3 in stage 1.0: ai.djl.engine.EngineException: " + told;

    Failure failure = Failure.of(new SparkException("Job aborted: " + task + "\n\tat libtorch"));

    assertThat(failure.exitCode()).isEqualTo(1);
    assertThat(failure.paragraph())
        .startsWith("Cannot go on: the memory for a model is exhausted (" + told + "); lower")
        .contains("sampling.slots", "training.micro-batch-tokens")
        .doesNotContain("\n");
  }

  @Test
  void aDamagedTableIsNamed() {
    Throwable parquet = new RuntimeException("file:/r/a.parquet is not a Parquet file. Expected..");
    Throwable wrapped =
        new SparkException(
            "Encountered error while reading file file:/r/a.parquet. Details:", parquet);

    assertThat(Failure.of(wrapped).exitCode()).isEqualTo(3);
    assertThat(Failure.of(wrapped).paragraph())
        .startsWith("Cannot read file:/r/a.parquet, expected a table as it was written; remove");
    assertThat(Failure.of(parquet).paragraph()).startsWith("Cannot read file:/r/a.parquet, ");
    assertThat(Failure.of(new ChecksumException("Checksum error: file:/r/b at 0 exp: 1 got: 2", 0)))
        .extracting(Failure::exitCode, failure -> failure.paragraph().substring(0, 34))
        .containsExactly(3, "Cannot read file:/r/b, expected a ");
    assertThat(Failure.of(new FileNotFoundException("File x does not exist")))
        .extracting(Failure::exitCode, Failure::paragraph)
        .containsExactly(3, "Cannot read a file that is gone: File x does not exist");
  }

  @Test
  void storageThatRefusesIsToldInItsOwnWords() {
    String end =
        ", expected a bucket or folder that is there and may be read and written; correct its name"
            + " or the keys to it, and run the command again, it keeps what is finished";
    IOException denied = new AccessDeniedException("s3a://b/run", null, "Forbidden");
    IOException gone = new PathIOException("s3a://b/run", "The bucket does not exist");

    assertThat(Failure.of(new UncheckedIOException("Cannot write to s3a://b/run", denied)))
        .extracting(Failure::exitCode, Failure::paragraph)
        .containsExactly(3, "Cannot use storage: s3a://b/run: Forbidden" + end);
    assertThat(Failure.of(new SparkException("Job aborted", gone)))
        .extracting(Failure::exitCode, Failure::paragraph)
        .containsExactly(3, "Cannot use storage: `s3a://b/run': The bucket does not exist" + end);
  }

  @Test
  void anythingElseIsToldInALine() {
    Throwable ours = new UncheckedIOException("Cannot write to x", new java.io.IOException("no"));
    Throwable foreign = new IllegalStateException("broken\nmore");

    assertThat(Failure.of(ours)).isEqualTo(new Failure(1, "Cannot write to x", ours));
    assertThat(Failure.of(foreign).paragraph())
        .isEqualTo("Cannot go on: IllegalStateException, broken; --verbose shows where");
    assertThat(told(foreign, false)).hasLineCount(1);
    assertThat(told(foreign, true)).contains("\tat dev.switchback.cli.FailureTest");
  }

  private static String told(Throwable thrown, boolean verbose) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Failure.of(thrown).tell(new PrintStream(written, true, UTF_8), verbose);
    return written.toString(UTF_8);
  }

  @Test
  void aMasterThatDoesNotAnswerIsTold() {
    Failure failure =
        Failure.of(
            new RuntimeException(new IllegalStateException("SparkContext has been shutdown")));

    assertThat(failure.exitCode()).isEqualTo(3);
    assertThat(failure.paragraph())
        .startsWith("Cannot go on: the master ")
        .contains("does not answer", "; look at its page");
  }

  @Test
  void whereSparkIsThisProcessItWasToldToEnd() {
    IllegalStateException stopped = new IllegalStateException("SparkContext has been shutdown");

    assertThat(Failure.stopped(List.of(stopped), "local[2]", stopped).orElseThrow().paragraph())
        .startsWith("Cannot go on: the process was told to end; run the command again")
        .doesNotContain("master");
  }
}
