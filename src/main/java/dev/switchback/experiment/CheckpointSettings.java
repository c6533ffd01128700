package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;

/**
 * What a training saves. A training goes on from a checkpoint to the same weights, bit for bit, so
 * that when one is saved changes nothing; the type of the finished weights does.
 */
public record CheckpointSettings(
    @Key(
            value = "200",
            affects = Affects.WATCHING,
            doc = "Steps between checkpoints, 1 or more; taken at the end of a round.")
        int everySteps,
    @Key(
            value = "2",
            affects = Affects.WATCHING,
            doc = "Newest checkpoints that are kept while a model trains, 1 or more.")
        int keepLast,
    @Key(
            value = "float32",
            doc =
                "Type in which the finished model's weights are stored: float32 or bfloat16, which"
                    + " takes half the room. Checkpoints are always float32, so that a training"
                    + " goes on exactly.")
        String weightsDtype)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public CheckpointSettings {
    new Requirements()
        .atLeast("every-steps", 1, everySteps)
        .atLeast("keep-last", 1, keepLast)
        .oneOf("weights-dtype", weightsDtype, List.of("float32", "bfloat16"))
        .check();
  }
}
