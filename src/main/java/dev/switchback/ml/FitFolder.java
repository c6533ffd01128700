package dev.switchback.ml;

import dev.switchback.artifact.ArtifactFolder;
import dev.switchback.artifact.Locations;
import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.Overwrite;
import dev.switchback.train.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a fit keeps its checkpoints and its model: a folder for its settings and rows alone, or a
 * temporary one, which is removed when this is closed.
 *
 * @param configuration canonical JSON of the settings that the model depends on
 * @param inputs the rows it depends on
 * @param temporary whether nothing is to be left
 */
record FitFolder(
    FileSystem files,
    Path path,
    String configuration,
    Map<String, String> inputs,
    boolean temporary)
    implements AutoCloseable {
  private static final String KIND = "fitted model";

  /** Digits of a digest that tell folders apart. */
  private static final int DIGITS = 16;

  /**
   * Chooses the folder of a fit.
   *
   * @param checkpointFolder in which it lies; empty for a temporary one
   */
  static FitFolder of(
      Optional<String> checkpointFolder,
      String configuration,
      Map<String, String> inputs,
      Configuration hadoop)
      throws IOException {
    if (checkpointFolder.isEmpty()) {
      Path path = new Path(Files.createTempDirectory("switchback-fit-").toUri());
      return new FitFolder(Locations.files(path, hadoop), path, configuration, inputs, true);
    }
    Path parent = Locations.path(checkpointFolder.get());
    FileSystem files = Locations.files(parent, hadoop);
    String digest = Manifest.of(KIND, Checkpoints.FORMAT, configuration, inputs, Map.of()).digest();
    Path path = files.makeQualified(new Path(parent, "fit-" + digest.substring(0, DIGITS)));
    return new FitFolder(files, path, configuration, inputs, false);
  }

  /** Makes the folder ready; false if the model is there. */
  boolean prepareToContinue() throws IOException {
    return artifact().prepareToContinue(configuration, inputs, Map.of(), Overwrite.REFUSE);
  }

  /** Notes that the model is there. */
  void finish(Map<String, Object> facts) throws IOException {
    artifact().finish(configuration, inputs, facts);
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      files.delete(path, true);
    }
  }

  private ArtifactFolder artifact() {
    return new ArtifactFolder(files, path, KIND, Checkpoints.FORMAT, "fit");
  }
}
