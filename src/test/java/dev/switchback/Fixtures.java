package dev.switchback;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * The published cases of the study that Switchback reimplements. They are no part of the project.
 */
public final class Fixtures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER =
      Path.of(System.getProperty("switchback.fixtures", "../shared/fixtures"));

  private Fixtures() {}

  /** All rows of a gzipped file of JSON lines; the test is skipped where the folder is absent. */
  public static List<JsonNode> rows(String file) {
    return lines(file).stream().map(Fixtures::parse).toList();
  }

  /** Whether there are reference cases here. */
  public static boolean present() {
    return Files.isDirectory(FOLDER);
  }

  /** All lines of a gzipped file; the test is skipped where the folder is absent. */
  public static List<String> lines(String file) {
    Path path = file(file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException unreadable) {
      return fail("Cannot read the reference cases", unreadable);
    }
  }

  /** A file as it is; the test is skipped where the folder is absent. */
  public static Path file(String name) {
    assumeTrue(
        present(),
        () -> "Skipped: no reference cases in " + FOLDER + "; give -Dswitchback.fixtures=FOLDER");
    return FOLDER.resolve(name);
  }

  /** An array of texts. */
  public static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  /** An array of whole numbers. */
  public static List<Integer> integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException malformed) {
      return fail("Cannot parse " + line, malformed);
    }
  }
}
