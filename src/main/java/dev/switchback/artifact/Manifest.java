package dev.switchback.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a finished folder holds and how it came about. It is written last and as a whole, so that a
 * folder with a manifest is complete.
 *
 * @param kind what the folder holds, for example {@code problems}
 * @param version of Switchback, which made it
 * @param format of the files, a number that each kind of folder counts for itself
 * @param configuration canonical JSON of the part of the configuration that the content depends on:
 *     one flat object, keys sorted
 * @param cut how the content is cut into files, which its identity has no part of: values by name
 * @param inputs the folders it was made from and the digests of their manifests
 * @param facts what is true of the content whenever and wherever it is made: row counts, seeds,
 *     disjointness; nothing of clocks or machines. Values are those of JSON: strings, numbers,
 *     booleans, lists, maps.
 */
public record Manifest(
    String kind,
    String version,
    int format,
    String configuration,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> cut,
    Map<String, String> inputs,
    Map<String, Object> facts) {

  /** The file's name; the underscore hides it from readers of tables. */
  public static final String FILE = "_manifest.json";

  /** The name of the same file, without facts, in a folder that is made in several attempts. */
  static final String STARTED = "_started.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(StrictJson.finiteNumbers())
          .build();

  public Manifest {
    cut = cut == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(cut));
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** A manifest by the running version of Switchback, without a cut. */
  public static Manifest of(
      String kind,
      int format,
      String configuration,
      Map<String, String> inputs,
      Map<String, Object> facts) {
    return new Manifest(kind, Version.running(), format, configuration, Map.of(), inputs, facts);
  }

  /** The same content in other files. */
  Manifest withCut(Map<String, String> other) {
    return new Manifest(kind, version, format, configuration, other, inputs, facts);
  }

  /** Whether the same content is made, in whatever files. */
  boolean makesTheSame(Manifest other) {
    return format == other.format
        && configuration.equals(other.configuration)
        && inputs.equals(other.inputs);
  }

  /** Whether the same files are made, so that one attempt may go on with those of another. */
  boolean makesTheSameFiles(Manifest other) {
    return makesTheSame(other) && cut.equals(other.cut);
  }

  /**
   * Reads a folder's manifest.
   *
   * @return empty where the folder has none
   * @throws InputException if the file cannot be read or is no manifest
   */
  public static Optional<Manifest> read(FileSystem files, Path folder) {
    return read(files, folder, FILE);
  }

  static Optional<Manifest> read(FileSystem files, Path folder, String name) {
    Path path = new Path(folder, name);
    byte[] json;
    try {
      json = WholeFiles.read(files, path);
    } catch (FileNotFoundException missing) {
      return Optional.empty();
    } catch (IOException unreachable) {
      throw InputException.unreachable(path, unreachable);
    }
    try {
      return Optional.of(JSON.readValue(json, Manifest.class));
    } catch (IOException | RuntimeException damaged) {
      throw new InputException(
          "Cannot read "
              + path
              + ": "
              + firstLine(damaged)
              + "; expected a manifest. Remove the folder "
              + folder
              + " and run again to make it anew",
          damaged);
    }
  }

  /** Writes this manifest into a folder; the file appears complete or not at all. */
  public void write(FileSystem files, Path folder) throws IOException {
    write(files, folder, FILE);
  }

  void write(FileSystem files, Path folder, String name) throws IOException {
    WholeFiles.write(files, new Path(folder, name), json());
  }

  /**
   * Identifies the content: SHA-256, in hexadecimal, of all but the version and the cut. Equal
   * digests mean the same rows.
   */
  public String digest() {
    Manifest content = new Manifest(kind, "", format, configuration, Map.of(), inputs, facts);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(content.json().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /** The text of the file: JSON, indented, keys sorted. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("Cannot write as JSON: " + facts, unwritable);
    }
  }

  private static String firstLine(Exception exception) {
    return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
  }
}
