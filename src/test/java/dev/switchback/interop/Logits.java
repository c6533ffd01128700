package dev.switchback.interop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Writes what the model program computes for some rows, as JSON: {@code Logits FOLDER ROWS OUTPUT}.
 * ROWS is a list of rows of tokens; OUTPUT has, for each row, a list of a row's T times V logits.
 */
final class Logits {
  private Logits() {}

  public static void main(String[] arguments) throws IOException {
    ObjectMapper json = new ObjectMapper();
    FileSystem files = FileSystem.getLocal(new Configuration());
    Weights weights = ModelFolder.read(files, new org.apache.hadoop.fs.Path(arguments[0]));
    long[][] rows = json.readValue(Path.of(arguments[1]).toFile(), long[][].class);
    float[][] logits = new float[rows.length][];
    try (CausalLmProgram program =
            new CausalLmProgram(weights.architecture(), Precision.FLOAT32, Device.cpu());
        NDManager manager = program.newManager()) {
      var loaded = program.load(manager, weights);
      for (int i = 0; i < rows.length; i++) {
        try (NDArray row = manager.create(new long[][] {rows[i]});
            NDArray computed = program.logits(loaded, row)) {
          logits[i] = computed.toFloatArray();
        }
      }
    }
    json.writeValue(Path.of(arguments[2]).toFile(), logits);
  }
}
