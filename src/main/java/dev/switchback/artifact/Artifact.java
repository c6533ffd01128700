package dev.switchback.artifact;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * One folder of a run together with what it is to be made from.
 *
 * @param folder where it lies
 * @param configuration as in {@link Manifest#configuration}
 * @param inputs what has to be finished before it can be made
 * @param given folders made elsewhere, by whatever configuration, that it is made from as well
 */
public record Artifact(
    ArtifactFolder folder,
    String configuration,
    List<Artifact> inputs,
    List<ArtifactFolder> given) {

  public Artifact {
    inputs = List.copyOf(inputs);
    given = List.copyOf(given);
  }

  public Path path() {
    return folder.path();
  }

  /** Whether the folder and all it is made from are there, made by this configuration. */
  public boolean finished() {
    return inputs.stream().allMatch(Artifact::finished)
        && given.stream().allMatch(ArtifactFolder::hasManifest)
        && folder.state(configuration, digests()) == ArtifactFolder.State.FINISHED;
  }

  /** As {@link ArtifactFolder#refuseOther}. */
  public void refuseOther() {
    folder.refuseOther(configuration);
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
    return folder.prepareToContinue(configuration, digests(), overwrite);
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
