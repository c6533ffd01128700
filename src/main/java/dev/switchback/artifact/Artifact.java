package dev.switchback.artifact;

import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * One folder of a run together with what it is to be made from.
 *
 * @param folder where it lies
 * @param configuration as in {@link Manifest#configuration}
 * @param inputs what has to be finished before it can be made
 * @param given folders made elsewhere, by whatever configuration, that it is made from as well
 * @param cut into files
 */
public record Artifact(
    ArtifactFolder folder,
    String configuration,
    List<Artifact> inputs,
    List<ArtifactFolder> given,
    Cut cut) {

  /**
   * How a folder that is made in several attempts is cut into files.
   *
   * @param values by name
   * @param along the table whose files its own are made from
   */
  public record Cut(Map<String, String> values, Optional<Artifact> along) {
    /** Of a folder that is not cut, or is made at once. */
    public static final Cut NONE = new Cut(Map.of(), Optional.empty());

    private Map<String, String> all() {
      Map<String, String> all = new TreeMap<>(values);
      along.ifPresent(table -> all.putAll(table.require().cut()));
      return all;
    }

    /** Empty where another table has to be made before it is known. */
    private Optional<Map<String, String>> known() {
      return along.isPresent() ? Optional.empty() : Optional.of(values);
    }
  }

  /** What a folder holds in the end. */
  public record Made(Path folder, boolean finishedBefore, Map<String, Object> facts) {}

  /** Writes all of a folder but its manifest. */
  @FunctionalInterface
  public interface Maker {
    /** What is then true of the content, as in {@link Manifest#facts}. */
    Map<String, Object> make() throws IOException;
  }

  public Artifact {
    inputs = List.copyOf(inputs);
    given = List.copyOf(given);
  }

  public Path path() {
    return folder.path();
  }

  /** Whether the folder and all it is made from are there, made by this configuration. */
  public boolean finished() {
    return finished(new HashMap<>());
  }

  /**
   * As {@link #finished()}, for a question of many: what was found finished stays so while a
   * command runs.
   *
   * @param known the manifests of folders that were found finished before; found ones are added
   */
  public boolean finished(Map<Path, Manifest> known) {
    if (!known.containsKey(path())) {
      made(known).ifPresent(manifest -> known.put(path(), manifest));
    }
    return known.containsKey(path());
  }

  private Optional<Manifest> made(Map<Path, Manifest> known) {
    Map<String, String> digests = new TreeMap<>();
    for (Artifact input : inputs) {
      if (!input.finished(known)) {
        return Optional.empty();
      }
      digests.put(input.folder.kind(), known.get(input.path()).digest());
    }
    for (ArtifactFolder other : given) {
      Optional<Manifest> manifest = other.manifest();
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      digests.put(other.kind(), manifest.get().digest());
    }
    return folder.finished(configuration, digests);
  }

  /** As {@link ArtifactFolder#refuseOther}. */
  public void refuseOther() {
    folder.refuseOther(configuration, cut.known());
  }

  /**
   * Makes the folder from the beginning, unless it is finished.
   *
   * @throws InputException if an input is not finished
   * @throws ConfigurationException if what another configuration made is in the way and stays
   */
  public Made make(Overwrite overwrite, Maker maker) throws IOException {
    return make(prepare(overwrite), maker);
  }

  /** As {@link #make}, but what a killed run left of the same is kept. */
  public Made makeOrContinue(Overwrite overwrite, Maker maker) throws IOException {
    return make(prepareToContinue(overwrite), maker);
  }

  private Made make(boolean needed, Maker maker) throws IOException {
    if (needed) {
      finish(maker.make());
    }
    return made(!needed);
  }

  /**
   * The folder as it is now.
   *
   * @throws InputException if it is not finished
   */
  public Made made(boolean finishedBefore) {
    return new Made(path(), finishedBefore, require().facts());
  }

  /**
   * As {@link ArtifactFolder#prepare}.
   *
   * @throws InputException if an input is not finished
   */
  public boolean prepare(Overwrite overwrite) throws IOException {
    return folder.prepare(configuration, digests(), overwrite);
  }

  /**
   * As {@link ArtifactFolder#prepareToContinue}.
   *
   * @throws InputException if an input is not finished
   */
  public boolean prepareToContinue(Overwrite overwrite) throws IOException {
    return folder.prepareToContinue(configuration, digests(), cut.all(), overwrite);
  }

  /** Writes the manifest, after all else. */
  public void finish(Map<String, Object> facts) throws IOException {
    folder.finish(configuration, digests(), facts);
  }

  /**
   * The manifest.
   *
   * @throws InputException if the folder is not finished
   */
  public Manifest require() {
    return folder.require();
  }

  private Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    inputs.forEach(input -> digests.put(input.folder.kind(), input.require().digest()));
    given.forEach(folder -> digests.put(folder.kind(), folder.require().digest()));
    return digests;
  }
}
