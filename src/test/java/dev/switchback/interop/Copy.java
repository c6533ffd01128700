package dev.switchback.interop;

import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.TestModels;
import dev.switchback.model.WeightStorage;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads a CountDown model's folder, whose vocabulary has to be the family's, and writes it again:
 * {@code Copy SOURCE TARGET STORAGE LIMIT}, with so many bytes of weights in a file at most.
 */
final class Copy {
  private Copy() {}

  public static void main(String[] arguments) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path source = new Path(arguments[0]);
    ModelFolder.requireVocabulary(files, source, CountdownTokenizer.INSTANCE);
    TestModels.writeSharded(
        files,
        new Path(arguments[1]),
        ModelFolder.read(files, source),
        WeightStorage.of(arguments[2]),
        Long.parseLong(arguments[3]));
  }
}
