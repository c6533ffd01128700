package dev.switchback.interop;

import dev.switchback.stage.Evaluate;
import dev.switchback.stage.WrittenRun;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the run that notes of {@code notebooks/} read, {@code NoteRun FOLDER}, and prints its
 * folder. Its models are {@code direct} and {@code chains}; what they answered is made up.
 */
final class NoteRun {
  private NoteRun() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("run for notes")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()) {
      WrittenRun written = WrittenRun.write(spark, Path.of(arguments[0]));
      Evaluate.run(written.run);
      System.out.println(Path.of(written.run.folder().root().toUri().getPath()));
    }
  }
}
