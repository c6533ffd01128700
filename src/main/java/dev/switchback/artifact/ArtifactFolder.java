package dev.switchback.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** One folder of a run: made once, complete when its manifest is there. */
public final class ArtifactFolder {

  private final FileSystem files;
  private final Path path;
  private final String kind;
  private final int format;
  private final String command;

  /**
   * Describes a folder without touching it.
   *
   * @param kind what it holds, in the words of an error message, for example {@code problems}
   * @param format of the files in it, to be raised when they are written in another form
   * @param command the command that makes it, for example {@code generate}
   */
  public ArtifactFolder(FileSystem files, Path path, String kind, int format, String command) {
    this.files = files;
    this.path = path;
    this.kind = kind;
    this.format = format;
    this.command = command;
  }

  public Path path() {
    return path;
  }

  public String kind() {
    return kind;
  }

  /**
   * The manifest of a folder that a configuration has made.
   *
   * @param configuration as in {@link Manifest#configuration}
   * @param inputs as in {@link Manifest#inputs}
   * @return empty if there is none, or that of another configuration or of other inputs
   * @throws InputException if there is a manifest that cannot be read
   */
  public Optional<Manifest> finished(String configuration, Map<String, String> inputs) {
    return manifest().filter(wanted(configuration, inputs)::makesTheSame);
  }

  /**
   * Refuses a folder of another configuration, before its inputs are known.
   *
   * @param cut as in {@link Manifest#cut}; empty where it is not known yet
   * @throws ConfigurationException if another configuration made or began it
   */
  public void refuseOther(String configuration, Optional<Map<String, String>> cut) {
    Optional<Manifest> made = manifest();
    Optional<Manifest> existing = made.or(this::begun);
    if (existing.isPresent()) {
      Manifest there = existing.get();
      Manifest wanted =
          wanted(configuration, there.inputs())
              .withCut(made.isPresent() ? there.cut() : cut.orElse(there.cut()));
      if (!wanted.makesTheSameFiles(there)) {
        refuseOther(existing, wanted, Overwrite.REFUSE);
      }
    }
  }

  /**
   * Makes the folder ready to be written from the beginning: empty, whatever a killed run left.
   *
   * @param overwrite of what another configuration made
   * @return false if there is nothing to do because the folder is finished
   * @throws ConfigurationException if another configuration or other inputs made it, and it stays;
   *     the message names what differs
   */
  public boolean prepare(String configuration, Map<String, String> inputs, Overwrite overwrite)
      throws IOException {
    Manifest wanted = wanted(configuration, inputs);
    Optional<Manifest> made = manifest();
    if (isOf(made, wanted)) {
      return false;
    }
    refuseOther(made, wanted, overwrite);
    clear();
    return true;
  }

  /**
   * Makes the folder ready to be written where an earlier attempt stopped: what a killed run of the
   * same configuration, inputs and cut left is kept.
   *
   * @param cut as in {@link Manifest#cut}; of a finished folder it does not matter
   * @param overwrite of what another configuration made or began
   * @return false if there is nothing to do because the folder is finished
   * @throws ConfigurationException if another configuration or other inputs made or began it, or it
   *     was begun with another cut, and it stays; the message names what differs
   */
  public boolean prepareToContinue(
      String configuration,
      Map<String, String> inputs,
      Map<String, String> cut,
      Overwrite overwrite)
      throws IOException {
    Manifest wanted = wanted(configuration, inputs);
    Optional<Manifest> made = manifest();
    if (isOf(made, wanted)) {
      return false;
    }
    refuseOther(made, wanted, overwrite);
    Manifest attempt = wanted.withCut(cut);
    Optional<Manifest> begun = made.isPresent() ? Optional.empty() : begun();
    if (begun.filter(attempt::makesTheSameFiles).isPresent()) {
      return true;
    }
    refuseOther(begun, attempt, overwrite);
    clear();
    attempt.write(files, path, Manifest.STARTED);
    return true;
  }

  /** Writes the manifest, after all else. */
  public void finish(String configuration, Map<String, String> inputs, Map<String, Object> facts)
      throws IOException {
    Map<String, String> cut = begun().map(Manifest::cut).orElse(Map.of());
    Manifest.of(kind, format, configuration, inputs, facts).withCut(cut).write(files, path);
    files.delete(new Path(path, Manifest.STARTED), false);
  }

  /**
   * The manifest of a folder that a stage needs.
   *
   * @throws InputException if the folder is not finished, or its files are of another format
   */
  public Manifest require() {
    Manifest made =
        manifest()
            .orElseThrow(
                () ->
                    unreadable(
                        "has no manifest, expected a finished folder; run `"
                            + command
                            + "` first"));
    if (made.format() != format) {
      throw unreadable(
          "has files of format "
              + made.format()
              + ", expected format "
              + format
              + "; run `"
              + command
              + "` with --overwrite to make it anew");
    }
    return made;
  }

  private InputException unreadable(String reason) {
    return new InputException("Cannot read " + kind + ": " + path + " " + reason);
  }

  Optional<Manifest> manifest() {
    return Manifest.read(files, path);
  }

  /** What a killed run left. */
  private Optional<Manifest> begun() {
    return Manifest.read(files, path, Manifest.STARTED);
  }

  private Manifest wanted(String configuration, Map<String, String> inputs) {
    return Manifest.of(kind, format, configuration, inputs, Map.of());
  }

  private static boolean isOf(Optional<Manifest> manifest, Manifest wanted) {
    return manifest.filter(wanted::makesTheSame).isPresent();
  }

  private void refuseOther(Optional<Manifest> existing, Manifest wanted, Overwrite overwrite) {
    if (existing.isPresent() && overwrite == Overwrite.REFUSE) {
      throw new ConfigurationException(Difference.describe(path, existing.get(), wanted));
    }
  }

  private boolean exists() {
    try {
      return files.exists(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot look into " + path, unreadable);
    }
  }

  /**
   * The manifest goes first: a folder half removed must not look finished. A lock of this process
   * stays.
   */
  private void clear() throws IOException {
    files.delete(new Path(path, Manifest.FILE), false);
    if (!exists()) {
      return;
    }
    boolean locked = false;
    for (FileStatus child : files.listStatus(path)) {
      if (FolderLock.owns(child.getPath())) {
        locked = true;
      } else {
        files.delete(child.getPath(), true);
      }
    }
    if (!locked) {
      files.delete(path, true);
    }
  }

  /** Says in what a folder that was made or begun differs from what is now asked for. */
  private static final class Difference {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Difference() {}

    static String describe(Path path, Manifest existing, Manifest wanted) {
      return existing.makesTheSame(wanted)
          ? "Cannot go on with "
              + wanted.kind()
              + ": "
              + path
              + " was begun with files of another cut, expected the same ("
              + String.join("; ", ofValues(existing.cut(), wanted.cut()))
              + "); go back to what it was begun with, or --overwrite to lose what is there"
          : "Cannot make "
              + wanted.kind()
              + ": "
              + path
              + " was made with other values, expected the same ("
              + String.join("; ", ofContent(existing, wanted))
              + "); give the run another name, or --overwrite to lose what is there";
    }

    private static List<String> ofContent(Manifest existing, Manifest wanted) {
      List<String> changes = new ArrayList<>();
      if (existing.format() != wanted.format()) {
        changes.add("the format of its files = " + existing.format() + " -> " + wanted.format());
      }
      changes.addAll(ofValues(values(existing.configuration()), values(wanted.configuration())));
      for (String input : union(existing.inputs(), wanted.inputs())) {
        if (!Objects.equals(existing.inputs().get(input), wanted.inputs().get(input))) {
          changes.add("the content of " + input);
        }
      }
      return changes;
    }

    private static List<String> ofValues(Map<String, String> before, Map<String, String> after) {
      List<String> changes = new ArrayList<>();
      for (String key : union(before, after)) {
        if (!Objects.equals(before.get(key), after.get(key))) {
          changes.add(key + " = " + orNone(before.get(key)) + " -> " + orNone(after.get(key)));
        }
      }
      return changes;
    }

    private static Map<String, String> values(String configuration) {
      Map<String, String> values = new TreeMap<>();
      try {
        JsonNode object = JSON.readTree(configuration);
        object.fields().forEachRemaining(e -> values.put(e.getKey(), e.getValue().toString()));
      } catch (JsonProcessingException unparsable) {
        values.put("configuration", configuration);
      }
      return values;
    }

    private static Set<String> union(Map<String, String> one, Map<String, String> other) {
      Set<String> keys = new TreeSet<>(one.keySet());
      keys.addAll(other.keySet());
      return keys;
    }

    private static String orNone(String value) {
      return value == null ? "none" : value;
    }
  }
}
