package dev.switchback.model;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.random.RandomStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A model's values on the Java side, where they are saved, broadcast and averaged.
 *
 * <p>Also used for what is shaped like the weights: the optimizer's moments. An array is empty
 * where an optimizer keeps no moment of a weight. Java serializes them also where an application
 * has chosen Kryo.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Weights implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Values that are copied to or from a stream at once. */
  private static final int CHUNK = 1 << 16;

  private final Architecture architecture;
  private final transient float[][] values;

  /**
   * @param values row-major, in the order of {@link Architecture#weights()}, some may be empty; not
   *     copied
   * @throws IllegalArgumentException if the sizes are not the architecture's
   */
  public Weights(Architecture architecture, float[][] values) {
    List<WeightShape> shapes = architecture.weights();
    if (values.length != shapes.size()) {
      throw new IllegalArgumentException(
          "Cannot hold weights: " + values.length + " of them, expected " + shapes.size());
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != 0 && values[i].length != shapes.get(i).size()) {
        throw new IllegalArgumentException(
            "Cannot hold weights: "
                + shapes.get(i).name()
                + " with "
                + values[i].length
                + " values, expected "
                + shapes.get(i).size());
      }
    }
    this.architecture = architecture;
    this.values = values;
  }

  /** Untrained weights, a function of the architecture and the seed alone. */
  public static Weights initial(Architecture architecture, long seed) {
    List<WeightShape> shapes = architecture.weights();
    float[][] values = new float[shapes.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[shapes.get(i).size()];
      switch (shapes.get(i).start()) {
        case ZEROS -> {}
        case ONES -> Arrays.fill(values[i], 1f);
        case RANDOM ->
            fillNormal(
                values[i],
                architecture.initializerRange(),
                RandomStream.of(seed, "initial-weights", i));
      }
    }
    return new Weights(architecture, values);
  }

  /** All zero, as the optimizer's moments start. */
  public static Weights zeros(Architecture architecture) {
    return zeros(architecture, weight -> true);
  }

  /** The same, but empty where a weight has none. */
  static Weights zeros(Architecture architecture, Predicate<WeightShape> kept) {
    float[][] values =
        architecture.weights().stream()
            .map(shape -> new float[kept.test(shape) ? shape.size() : 0])
            .toArray(float[][]::new);
    return new Weights(architecture, values);
  }

  /** All zero, and empty where these are. */
  public Weights zeros() {
    return new Weights(
        architecture,
        Arrays.stream(values).map(array -> new float[array.length]).toArray(float[][]::new));
  }

  /** Values of their own. */
  public Weights copy() {
    return new Weights(
        architecture, Arrays.stream(values).map(float[]::clone).toArray(float[][]::new));
  }

  public Architecture architecture() {
    return architecture;
  }

  /** The values of one weight, row-major, by its place in {@link Architecture#weights()}. */
  public float[] values(int weight) {
    return values[weight];
  }

  public int count() {
    return values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights that
        && architecture.equals(that.architecture)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }

  /** Sends values in large blocks: Java's own way takes them one by one. */
  private Object writeReplace() {
    return new Sent(this);
  }

  /** Weights on their way to another process. */
  private static final class Sent implements Externalizable {
    private static final long serialVersionUID = 1L;

    private Weights weights;

    /** For reading. */
    public Sent() {}

    private Sent(Weights weights) {
      this.weights = weights;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeObject(weights.architecture);
      ByteBuffer block = ByteBuffer.allocate(Float.BYTES * CHUNK);
      for (float[] values : weights.values) {
        out.writeInt(values.length);
        for (int start = 0; start < values.length; start += CHUNK) {
          int count = Math.min(CHUNK, values.length - start);
          block.clear().asFloatBuffer().put(values, start, count);
          out.write(block.array(), 0, Float.BYTES * count);
        }
      }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
      Architecture architecture = (Architecture) in.readObject();
      float[][] arrays = new float[architecture.weights().size()][];
      ByteBuffer block = ByteBuffer.allocate(Float.BYTES * CHUNK);
      for (int i = 0; i < arrays.length; i++) {
        float[] values = new float[in.readInt()];
        arrays[i] = values;
        for (int start = 0; start < values.length; start += CHUNK) {
          int count = Math.min(CHUNK, values.length - start);
          in.readFully(block.array(), 0, Float.BYTES * count);
          block.clear().asFloatBuffer().get(values, start, count);
        }
      }
      weights = new Weights(architecture, arrays);
    }

    private Object readResolve() {
      return weights;
    }
  }

  /** Box and Muller's transform, two values for two draws. */
  private static void fillNormal(float[] target, double deviation, RandomStream stream) {
    for (int i = 0; i < target.length; i += 2) {
      double radius = deviation * Math.sqrt(-2 * Math.log(1 - stream.nextDouble()));
      double angle = 2 * Math.PI * stream.nextDouble();
      target[i] = (float) (radius * Math.cos(angle));
      if (i + 1 < target.length) {
        target[i + 1] = (float) (radius * Math.sin(angle));
      }
    }
  }
}
