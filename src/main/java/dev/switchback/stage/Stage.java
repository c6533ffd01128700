package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import java.io.IOException;
import java.util.List;

/** One step of the straight line: reads the folders before its own, writes its own. */
@FunctionalInterface
public interface Stage {
  /** What a stage leaves. */
  interface Result {
    /** Its folders, in the order in which they are made. */
    List<Artifact.Made> made();
  }

  /** Makes what is not finished yet. */
  Result run(Run run) throws IOException;
}
