package dev.switchback.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A note as Zeppelin keeps it in a file. */
record Note(Path file, JsonNode json) {
  private static final Path FOLDER = Path.of("notebooks");
  private static final String ENDING = ".zpln";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All notes of the project. */
  static Stream<Note> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Note::read).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Note read(Path file) {
    try {
      return new Note(file, JSON.readTree(file.toFile()));
    } catch (IOException malformed) {
      throw new UncheckedIOException("Cannot read the note " + file, malformed);
    }
  }

  String name() {
    return json.get("name").textValue();
  }

  String id() {
    return json.get("id").textValue();
  }

  /**
   * As Zeppelin names files, without blanks: of a file in its folder it reads the id after the last
   * "_".
   */
  String expectedFileName() {
    return name().replace(' ', '_') + "_" + id() + ENDING;
  }

  List<Paragraph> paragraphs() {
    return StreamSupport.stream(json.get("paragraphs").spliterator(), false)
        .map(Paragraph::new)
        .toList();
  }

  @Override
  public String toString() {
    return name();
  }
}
