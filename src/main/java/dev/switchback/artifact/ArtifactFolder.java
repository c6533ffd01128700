package dev.switchback.artifact;

import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** One folder of a run: made once, complete when its manifest is there. */
public final class ArtifactFolder {

  /** What lies in the folder. */
  public enum State {
    /** Nothing. */
    ABSENT,
    /** Files without a manifest: what a killed run left. */
    LEFTOVER,
    /** What the given configuration and inputs make. */
    FINISHED,
    /** What another configuration or other inputs made. */
    OTHER
  }

  private final FileSystem files;
  private final Path path;
  private final String kind;
  private final String command;

  /**
   * Describes a folder without touching it.
   *
   * @param kind what it holds, in the words of an error message, for example {@code problems}
   * @param command the command that makes it, for example {@code generate}
   */
  public ArtifactFolder(FileSystem files, Path path, String kind, String command) {
    this.files = files;
    this.path = path;
    this.kind = kind;
    this.command = command;
  }

  public Path path() {
    return path;
  }

  public String kind() {
    return kind;
  }

  /**
   * What lies in the folder, seen from a configuration.
   *
   * @param configuration as in {@link Manifest#configuration}
   * @param inputs as in {@link Manifest#inputs}
   * @throws InputException if there is a manifest that cannot be read
   */
  public State state(String configuration, Map<String, String> inputs) {
    Optional<Manifest> manifest = manifest();
    if (manifest.isEmpty()) {
      return exists() ? State.LEFTOVER : State.ABSENT;
    }
    return isOf(manifest, configuration, inputs) ? State.FINISHED : State.OTHER;
  }

  /**
   * Refuses a folder of another configuration, before its inputs are known.
   *
   * @throws ConfigurationException if another configuration made or began it
   */
  public void refuseOther(String configuration) {
    Optional<Manifest> existing = manifest().or(() -> Manifest.read(files, path, Manifest.STARTED));
    existing.ifPresent(
        made -> {
          if (!made.configuration().equals(configuration)) {
            refuseOther(existing, configuration, made.inputs(), false);
          }
        });
  }

  /**
   * Makes the folder ready to be written from the beginning: empty, whatever a killed run left.
   *
   * @param overwrite whether what another configuration made may be removed
   * @return false if there is nothing to do because the folder is finished
   * @throws ConfigurationException if another configuration or other inputs made it, and {@code
   *     overwrite} is false; the message names what differs
   */
  public boolean prepare(String configuration, Map<String, String> inputs, boolean overwrite)
      throws IOException {
    Optional<Manifest> made = manifest();
    if (isOf(made, configuration, inputs)) {
      return false;
    }
    refuseOther(made, configuration, inputs, overwrite);
    clear();
    return true;
  }

  /**
   * Makes the folder ready to be written where an earlier attempt stopped: what a killed run of the
   * same configuration and inputs left is kept.
   *
   * @param overwrite whether what another configuration made or began may be removed
   * @return false if there is nothing to do because the folder is finished
   * @throws ConfigurationException if another configuration or other inputs made or began it, and
   *     {@code overwrite} is false; the message names what differs
   */
  public boolean prepareToContinue(
      String configuration, Map<String, String> inputs, boolean overwrite) throws IOException {
    Optional<Manifest> made = manifest();
    if (isOf(made, configuration, inputs)) {
      return false;
    }
    Optional<Manifest> begun = made.or(() -> Manifest.read(files, path, Manifest.STARTED));
    if (made.isEmpty() && isOf(begun, configuration, inputs)) {
      return true;
    }
    refuseOther(begun, configuration, inputs, overwrite);
    clear();
    Manifest.of(kind, configuration, inputs, Map.of()).write(files, path, Manifest.STARTED);
    return true;
  }

  /** Writes the manifest, after all else. */
  public void finish(String configuration, Map<String, String> inputs, Map<String, Object> facts)
      throws IOException {
    Manifest.of(kind, configuration, inputs, facts).write(files, path);
    files.delete(new Path(path, Manifest.STARTED), false);
  }

  /** Whether the folder is finished, whatever made it. */
  public boolean hasManifest() {
    return manifest().isPresent();
  }

  /**
   * The manifest of a folder that a stage needs.
   *
   * @throws InputException if the folder is not finished
   */
  public Manifest require() {
    return manifest()
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot read "
                        + kind
                        + ": "
                        + path
                        + " has no manifest, expected a finished folder; run `"
                        + command
                        + "` first"));
  }

  private Optional<Manifest> manifest() {
    return Manifest.read(files, path);
  }

  private static boolean isOf(
      Optional<Manifest> manifest, String configuration, Map<String, String> inputs) {
    return manifest.isPresent()
        && manifest.get().configuration().equals(configuration)
        && manifest.get().inputs().equals(inputs);
  }

  private void refuseOther(
      Optional<Manifest> existing,
      String configuration,
      Map<String, String> inputs,
      boolean overwrite) {
    if (existing.isPresent() && !overwrite) {
      throw new ConfigurationException(
          Difference.describe(kind, path, existing.get(), configuration, inputs));
    }
  }

  private boolean exists() {
    try {
      return files.exists(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot look into " + path, unreadable);
    }
  }

  /** The manifest goes first: a folder half removed must not look finished. */
  private void clear() throws IOException {
    files.delete(new Path(path, Manifest.FILE), false);
    files.delete(path, true);
  }
}
