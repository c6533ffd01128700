package dev.switchback.model;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.Kernels.Products;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
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

  /** Weights that cannot be copied to a device: the last array is missing. */
  public static Weights unreadable(Architecture architecture) {
    float[][] values = new float[architecture.weights().size()][];
    for (int place = 0; place < values.length; place++) {
      values[place] = new float[architecture.weights().get(place).size()];
    }
    Weights weights = new Weights(architecture, values);
    values[values.length - 1] = null;
    return weights;
  }

  /** How many arrays and managers a program's own manager holds, with what is below. */
  public static int held(CausalLmProgram program) throws ReflectiveOperationException {
    try (NDManager below = program.newManager()) {
      return held(below.getParentManager()) - 1;
    }
  }

  private static int held(NDManager manager) throws ReflectiveOperationException {
    Field resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    int held = 0;
    for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
      held += 1 + (resource instanceof NDManager below ? held(below) : 0);
    }
    return held;
  }

  public static CausalLmProgram program(Architecture architecture, Precision precision) {
    return new CausalLmProgram(architecture, precision, Device.cpu());
  }

  /** As on processors for which libtorch has no oneDNN. */
  public static CausalLmProgram plainProgram(Architecture architecture, Precision precision) {
    return new CausalLmProgram(
        architecture, precision, Device.cpu(), new Kernels(64, Products.PLAIN));
  }

  /** As on a GPU, as far as a CPU can. */
  public static CausalLmProgram fusedProgram(Architecture architecture, Precision precision) {
    return new CausalLmProgram(
        architecture,
        precision,
        Device.cpu(),
        new Kernels(Kernels.FUSED_ATTENTION, Products.ONEDNN));
  }
}
