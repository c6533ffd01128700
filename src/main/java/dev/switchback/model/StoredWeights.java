package dev.switchback.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.StrictJson;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.model.SafetensorsReader.DamagedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The weights of a model as they lie in a folder: in one file, or in several, with an index that
 * says which weight lies where.
 *
 * @param index files by weight; empty if there is one file
 */
record StoredWeights(FileSystem files, Path folder, Optional<Map<String, String>> index) {
  /**
   * Looks at what a folder has. Where there are both, the one file counts, as in transformers.
   *
   * @throws InputException if it has neither
   */
  static StoredWeights in(FileSystem files, Path folder) {
    try {
      if (files.exists(new Path(folder, WeightFiles.SINGLE))) {
        return new StoredWeights(files, folder, Optional.empty());
      }
      Path index = new Path(folder, WeightFiles.INDEX);
      return new StoredWeights(files, folder, Optional.of(readIndex(files, index)));
    } catch (FileNotFoundException missing) {
      throw new InputException(
          "Cannot read weights: "
              + folder
              + " has neither "
              + WeightFiles.SINGLE
              + " nor "
              + WeightFiles.INDEX,
          missing);
    } catch (IOException unreadable) {
      throw new InputException("Cannot read weights: " + folder, unreadable);
    }
  }

  /**
   * Reads all weights of a model.
   *
   * @throws InputException if a file is missing or damaged, or of another model
   */
  Weights read(Architecture architecture) {
    List<WeightShape> shapes = architecture.weights();
    Map<String, float[]> values = new HashMap<>();
    Map<String, List<WeightShape>> byFile =
        shapes.stream()
            .collect(Collectors.groupingBy(this::file, TreeMap::new, Collectors.toList()));
    byFile.forEach((file, weights) -> values.putAll(read(file, weights)));
    return new Weights(
        architecture,
        shapes.stream().map(shape -> values.get(shape.name())).toArray(float[][]::new));
  }

  /** The weights one by one, each read when it is asked for. */
  List<Tensor> tensors(Architecture architecture) {
    return architecture.weights().stream()
        .map(shape -> new Tensor(shape, () -> read(file(shape), List.of(shape)).get(shape.name())))
        .toList();
  }

  private Map<String, float[]> read(String file, List<WeightShape> weights) {
    try (SafetensorsReader reader = SafetensorsReader.open(files, new Path(folder, file))) {
      Map<String, float[]> values = reader.read(weights);
      values.forEach((name, numbers) -> requireFinite(file, name, numbers));
      return values;
    }
  }

  private void requireFinite(String file, String name, float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new InputException(
            "Cannot use the weights in "
                + new Path(folder, file)
                + ": "
                + name
                + " has the value "
                + number
                + ", expected finite numbers; restore the file, or take an earlier checkpoint");
      }
    }
  }

  private String file(WeightShape weight) {
    if (index.isEmpty()) {
      return WeightFiles.SINGLE;
    }
    String file = index.get().get(weight.name());
    if (file == null) {
      throw new InputException(
          "Cannot read weights: "
              + new Path(folder, WeightFiles.INDEX)
              + " has no "
              + weight.name()
              + ", expected all weights of the model");
    }
    return file;
  }

  private static Map<String, String> readIndex(FileSystem files, Path path) throws IOException {
    try {
      JsonNode map = StrictJson.read(WholeFiles.read(files, path)).path("weight_map");
      Map<String, String> index = new TreeMap<>();
      map.fields().forEachRemaining(entry -> index.put(entry.getKey(), entry.getValue().asText()));
      if (index.isEmpty() || !index.values().stream().allMatch(StoredWeights::isFileName)) {
        throw new DamagedFile(path).holding("weight_map is " + map, "the file of each weight");
      }
      return index;
    } catch (FileNotFoundException missing) {
      throw missing;
    } catch (IOException malformed) {
      throw new DamagedFile(path)
          .holding(String.valueOf(malformed.getMessage()), "the file of each weight", malformed);
    }
  }

  private static boolean isFileName(String name) {
    return name.endsWith(".safetensors") && !name.contains("/");
  }
}
