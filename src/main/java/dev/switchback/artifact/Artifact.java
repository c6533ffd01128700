package dev.switchback.artifact;

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
   * As {@link ArtifactFolder#prepare}.
   *
   * @throws InputException if an input is not finished
   */
  public boolean prepare(boolean overwrite) throws IOException {
    return folder.prepare(configuration, digests(), overwrite);
  }

  /**
   * As {@link ArtifactFolder#prepareToContinue}.
   *
   * @throws InputException if an input is not finished
   */
  public boolean prepareToContinue(boolean overwrite) throws IOException {
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
