package dev.switchback.model;

import dev.switchback.artifact.InputException;
import dev.switchback.model.SafetensorsHeader.TensorEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A safetensors file open for reading: tensors of float32, float16 or bfloat16, in any order, with
 * or without metadata. Tensors that nobody asks for, such as the rotary frequencies that old
 * checkpoints hold, are passed over. Only what was asked for is held in memory.
 */
final class SafetensorsReader implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int NAMES_TOLD = 5;

  private final DamagedFile file;
  private final FSDataInputStream in;
  private final SafetensorsHeader header;

  private SafetensorsReader(DamagedFile file, FSDataInputStream in, SafetensorsHeader header) {
    this.file = file;
    this.in = in;
    this.header = header;
  }

  /**
   * Opens a file and checks its header; the caller closes it.
   *
   * @throws InputException if the file is missing or damaged
   */
  static SafetensorsReader open(FileSystem files, Path path) {
    DamagedFile file = new DamagedFile(path);
    try {
      long length = files.getFileStatus(path).getLen();
      FSDataInputStream in = files.open(path);
      try {
        return new SafetensorsReader(file, in, SafetensorsHeader.read(in, length, file));
      } catch (IOException | RuntimeException failed) {
        in.close();
        throw failed;
      }
    } catch (FileNotFoundException missing) {
      throw new InputException("Cannot read weights: " + path + " does not exist", missing);
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  /**
   * Reads all weights of an architecture, or all but the matrices of its layers where the file has
   * none of these: their arrays are empty then.
   *
   * @param prefix what stands before their names
   * @throws InputException as {@link #read}
   */
  Weights weights(Architecture architecture, String prefix) {
    boolean matrices =
        architecture.weights().stream()
            .filter(WeightShape::isLayerMatrix)
            .anyMatch(weight -> header.entries().containsKey(prefix + weight.name()));
    Map<String, float[]> values =
        read(
            architecture.weights().stream()
                .filter(weight -> matrices || !weight.isLayerMatrix())
                .map(weight -> weight.prefixed(prefix))
                .toList());
    return new Weights(
        architecture,
        architecture.weights().stream()
            .map(weight -> values.getOrDefault(prefix + weight.name(), new float[0]))
            .toArray(float[][]::new));
  }

  /**
   * Reads weights in the order in which the file has them.
   *
   * @return their values, by name
   * @throws InputException if one is missing or has another shape, or the file is damaged
   */
  Map<String, float[]> read(List<WeightShape> weights) {
    requireAll(weights);
    List<WeightShape> inOrder = new ArrayList<>(weights);
    inOrder.sort(Comparator.comparing(weight -> header.entries().get(weight.name()).begin()));
    Map<String, float[]> values = new HashMap<>();
    inOrder.forEach(weight -> values.put(weight.name(), values(weight)));
    return values;
  }

  private float[] values(WeightShape weight) {
    TensorEntry entry = header.entries().get(weight.name());
    List<Long> shape = weight.shape().stream().map(Integer::longValue).toList();
    if (!entry.shape().equals(shape)) {
      throw other(weight.name() + " of shape " + entry.shape(), shape.toString());
    }
    TensorType type =
        TensorType.named(entry.type())
            .orElseThrow(
                () -> other(weight.name() + " of type " + entry.type(), "F32, F16 or BF16"));
    try {
      in.seek(header.size() + entry.begin());
      return values(type, weight.size());
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private float[] values(TensorType type, int size) throws IOException {
    float[] values = new float[size];
    ByteBuffer buffer =
        ByteBuffer.allocate(type.bytes() * Math.min(CHUNK, size)).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < size; start += CHUNK) {
      int count = Math.min(CHUNK, size - start);
      in.readFully(buffer.array(), 0, type.bytes() * count);
      type.widen(buffer.clear(), values, start, count);
    }
    return values;
  }

  private void requireAll(List<WeightShape> weights) {
    List<String> names = weights.stream().map(WeightShape::name).toList();
    List<String> missing =
        names.stream().filter(name -> !header.entries().containsKey(name)).toList();
    if (!missing.isEmpty()) {
      TreeSet<String> others = new TreeSet<>(header.entries().keySet());
      names.forEach(others::remove);
      throw other(
          "no " + told(missing) + (others.isEmpty() ? "" : ", but " + told(others)),
          "all weights of the model");
    }
  }

  private static String told(Collection<String> names) {
    String told = names.stream().limit(NAMES_TOLD).collect(Collectors.joining(", "));
    int more = names.size() - NAMES_TOLD;
    return more > 0 ? told + " and " + more + " more" : told;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  /** The file is whole, but not of the model that is wanted. */
  private InputException other(String found, String expected) {
    return new InputException(
        "Cannot read weights: " + file.path() + " has " + found + ", expected " + expected);
  }

  private static InputException unreadable(DamagedFile file, IOException unreadable) {
    return file.holding(
        String.valueOf(unreadable.getMessage()), "a file that can be read", unreadable);
  }

  /** The errors of a file of weights that is not what it should be. */
  record DamagedFile(Path path) {

    InputException holding(String found, String expected) {
      return holding(found, expected, null);
    }

    /** The file itself is wrong, whatever it was to hold. */
    InputException holding(String found, String expected, Throwable cause) {
      return new InputException(
          "Cannot read weights: "
              + path
              + " is damaged ("
              + found
              + "), expected "
              + expected
              + "; restore the file, or remove its folder and make it anew",
          cause);
    }
  }
}
