package dev.switchback.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a model answered in training as {@code generations.jsonl}: one JSON object an answer. */
public final class GenerationsFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "generations.jsonl";

  private GenerationsFile() {}

  /**
   * Reads the answers in a model's folder.
   *
   * @return none where there is no such file
   * @throws InputException if the file is damaged
   */
  public static List<Generation> read(FileSystem files, Path folder) {
    Path path = new Path(folder, NAME);
    List<Generation> generations = new ArrayList<>();
    try {
      if (!files.exists(path)) {
        return generations;
      }
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          generations.add(generation(JSON.readTree(line)));
        }
      }
      return generations;
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read answers of a training: "
              + path
              + " line "
              + (generations.size() + 1)
              + ": "
              + damaged.getMessage()
              + "; remove the file to go on without them",
          damaged);
    }
  }

  static void write(FileSystem files, Path folder, List<Generation> generations)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Generation generation : generations) {
      lines.append(JSON.writeValueAsString(json(generation))).append('\n');
    }
    try (OutputStream out = files.create(new Path(folder, NAME), true)) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode json(Generation generation) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", generation.step());
    json.put("problem", generation.problem());
    json.put("text", generation.text());
    json.put("correct", generation.correct());
    return json;
  }

  private static Generation generation(JsonNode json) {
    return new Generation(
        json.path("step").asLong(),
        json.path("problem").asText(),
        json.path("text").asText(),
        json.path("correct").asBoolean());
  }
}
