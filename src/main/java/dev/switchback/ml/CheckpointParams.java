package dev.switchback.ml;

import dev.switchback.config.CheckpointSettings;
import java.io.Serializable;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/**
 * What a training saves.
 *
 * @param <T> the owner, which setters return
 */
public interface CheckpointParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Param<String> checkpointFolder;
    private final IntParam checkpointInterval;
    private final IntParam keptCheckpoints;

    Held(Params owner) {
      SettingParams settings = new SettingParams(owner, CheckpointSettings.class);
      checkpointFolder =
          new Param<>(
              owner,
              "checkpointFolder",
              "Folder, on any Hadoop file system, in which a fit saves its checkpoints and its"
                  + " model. A fit with the same settings and rows goes on from there where it was"
                  + " interrupted, and is not repeated where it was finished; each other fit has a"
                  + " folder of its own in it. Without it, a temporary folder on the driver.");
      checkpointInterval =
          settings.ofInt("checkpointInterval", "everySteps", ParamValidators.gtEq(1));
      keptCheckpoints = settings.ofInt("keptCheckpoints", "kept", ParamValidators.gtEq(1));
    }
  }

  /** Where they are held. */
  Held checkpointParams();

  /** Where a fit saves, and from where it goes on. */
  default Param<String> checkpointFolder() {
    return checkpointParams().checkpointFolder;
  }

  default String getCheckpointFolder() {
    return getOrDefault(checkpointFolder());
  }

  default T setCheckpointFolder(String value) {
    return Owner.set(this, checkpointFolder(), value);
  }

  /** See {@link CheckpointSettings#everySteps()}. */
  default IntParam checkpointInterval() {
    return checkpointParams().checkpointInterval;
  }

  default int getCheckpointInterval() {
    return (int) getOrDefault(checkpointInterval());
  }

  default T setCheckpointInterval(int value) {
    return Owner.set(this, checkpointInterval(), value);
  }

  /** See {@link CheckpointSettings#kept()}. */
  default IntParam keptCheckpoints() {
    return checkpointParams().keptCheckpoints;
  }

  default int getKeptCheckpoints() {
    return (int) getOrDefault(keptCheckpoints());
  }

  default T setKeptCheckpoints(int value) {
    return Owner.set(this, keptCheckpoints(), value);
  }
}
