package dev.switchback.stage;

import dev.switchback.experiment.Experiment;
import dev.switchback.run.RunFolder;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** One step of the straight line: reads the folders before its own, writes its own. */
@FunctionalInterface
public interface Stage {
  /**
   * Makes what is not finished yet.
   *
   * @param overwrite whether what another configuration made may be removed
   */
  void run(SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException;
}
