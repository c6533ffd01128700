package dev.switchback.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the weights of a model into a folder, as transformers does: into one file, or, if they are
 * more than fit, into several and an index.
 *
 * @param storage type of the values
 * @param limit bytes of weights in a file at most; a weight that is larger has its own file
 */
record WeightFiles(FileSystem files, Path folder, WeightStorage storage, long limit) {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  /** As transformers has it. */
  static final long LIMIT = 5_000_000_000L;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes weights in place of those that the folder has. */
  void write(List<Tensor> tensors) throws IOException {
    clear();
    List<List<Tensor>> shards = shards(tensors);
    if (shards.size() == 1) {
      SafetensorsWriter.write(files, new Path(folder, SINGLE), tensors, storage);
      return;
    }
    ObjectNode index = JSON.createObjectNode();
    index.putObject("metadata").put("total_size", size(tensors));
    ObjectNode weights = index.putObject("weight_map");
    for (int i = 0; i < shards.size(); i++) {
      String name =
          String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
      SafetensorsWriter.write(files, new Path(folder, name), shards.get(i), storage);
      shards.get(i).forEach(tensor -> weights.put(tensor.shape().name(), name));
    }
    WholeFiles.write(
        files,
        new Path(folder, INDEX),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
  }

  private List<List<Tensor>> shards(List<Tensor> tensors) {
    List<List<Tensor>> shards = new ArrayList<>();
    long used = Long.MAX_VALUE;
    for (Tensor tensor : tensors) {
      if (used > limit - tensor.bytes(storage)) {
        shards.add(new ArrayList<>());
        used = 0;
      }
      shards.get(shards.size() - 1).add(tensor);
      used += tensor.bytes(storage);
    }
    return shards;
  }

  private long size(List<Tensor> tensors) {
    return tensors.stream().mapToLong(tensor -> tensor.bytes(storage)).sum();
  }

  /** Files of another number of shards would be found beside the new ones. */
  private void clear() throws IOException {
    try {
      for (FileStatus file : files.listStatus(folder)) {
        if (file.getPath()
            .getName()
            .matches("model(-\\d+-of-\\d+)?\\.safetensors(\\.index\\.json)?")) {
          files.delete(file.getPath(), false);
        }
      }
    } catch (FileNotFoundException newFolder) {
      files.mkdirs(folder);
    }
  }
}
