package dev.switchback.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchback.artifact.StrictJson;
import dev.switchback.artifact.WholeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Records as a file of JSON lines, an object for each in their order. What is null is left out.
 *
 * @param type of the records
 */
record JsonLinesFile<T>(Path path, Class<T> type) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(StrictJson.finiteNumbers())
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * Reads the records. A last line that was cut off is left out: it has no line end and is no JSON.
   *
   * @throws java.io.FileNotFoundException if there is no such file
   * @throws IOException also if a line is no record; the message begins with the line's number
   */
  List<T> read(FileSystem files) throws IOException {
    String text = WholeFiles.readText(files, path);
    List<String> lines = text.lines().toList();
    List<T> records = new ArrayList<>();
    for (String line : lines) {
      try {
        records.add(JSON.readValue(line, type));
      } catch (JsonProcessingException malformed) {
        if (records.size() < lines.size() - 1 || text.endsWith("\n")) {
          throw new IOException(
              "line " + (records.size() + 1) + ": " + malformed.getMessage(), malformed);
        }
      }
    }
    return records;
  }

  /** Writes the records, over a file that is there. */
  void write(FileSystem files, List<T> records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (T written : records) {
      lines.append(JSON.writeValueAsString(written)).append('\n');
    }
    WholeFiles.write(files, path, lines.toString());
  }
}
