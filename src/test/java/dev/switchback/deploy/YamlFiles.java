package dev.switchback.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files in YAML, read strictly. */
final class YamlFiles {
  private YamlFiles() {}

  /** The documents of a file; a key that stands twice is an error. */
  static List<JsonNode> read(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    ObjectMapper json = new ObjectMapper();
    try (Reader text = Files.newBufferedReader(file)) {
      return StreamSupport.stream(
              new Yaml(new SafeConstructor(options)).loadAll(text).spliterator(), false)
          .map(json::<JsonNode>valueToTree)
          .toList();
    }
  }

  /** The document of a kind. */
  static JsonNode ofKind(Path file, String kind) throws IOException {
    return read(file).stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " has no " + kind));
  }
}
