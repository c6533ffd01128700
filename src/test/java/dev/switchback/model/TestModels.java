package dev.switchback.model;

import ai.djl.Device;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Small models whose weights are closed formulas, the same as in {@code make_golden.py}. */
public final class TestModels {
  private TestModels() {}

  /** Two layers, four heads in two groups, nineteen tokens. */
  public static Architecture tiny(boolean tied) {
    return new Architecture(19, 16, 2, 4, 2, 24, 64, 1e6, 1e-6, 0.02, tied);
  }

  /** One layer, two heads, 64 tokens of context, for CountDown's tokens. */
  public static Architecture countdown() {
    return new Architecture(46, 16, 1, 2, 1, 24, 64, 1e4, 1e-6, 0.02, false);
  }

  public static Weights formula(Architecture architecture) {
    List<WeightShape> shapes = architecture.weights();
    float[][] values = new float[shapes.size()][];
    for (int place = 0; place < values.length; place++) {
      values[place] = new float[shapes.get(place).size()];
      for (int i = 0; i < values[place].length; i++) {
        values[place][i] = (float) (0.3 * Math.sin(0.7 * (i + 1) + 1.3 * place));
      }
    }
    return new Weights(architecture, values);
  }

  /** As {@link ModelFolder#write}, but with files that hold no more than so many bytes. */
  public static void writeSharded(
      FileSystem files, Path folder, Weights weights, WeightStorage storage, long limit)
      throws IOException {
    ModelFolder.write(files, folder, weights, CountdownTokenizer.INSTANCE, storage);
    new WeightFiles(files, folder, storage, limit).write(Tensor.of(weights));
  }

  public static CausalLmProgram program(Architecture architecture, Precision precision) {
    return new CausalLmProgram(architecture, precision, Device.cpu());
  }
}
