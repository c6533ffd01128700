package dev.switchback.experiment;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;

/**
 * What a training measures on problems that it does not learn from. Weights do not depend on it: a
 * measurement reads those that a round has made, and takes nothing from the draws of the training.
 */
public record ValidationSettings(
    @Key(
            value = "1000",
            doc = "Steps between measurements, 1 or more; taken at the end of a round.")
        int everySteps,
    @Key(
            value = "200",
            doc = "Rows of the validation split the validation loss is over, 0 or more.")
        int rows,
    @Key(
            value = "2",
            doc =
                "Problems of the validation split that the model answers at each measurement,"
                    + " greedily, for people to read; 0 or more.")
        int generations,
    @Key(
            value = "0",
            doc =
                "Tuning problems for the learning curve, 0 or more: problems of the validation"
                    + " split that no model is sampled on, each answered once at each measurement,"
                    + " as the model will be sampled.")
        int tuningProblems)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ValidationSettings {
    new Requirements()
        .atLeast("every-steps", 1, everySteps)
        .atLeast("rows", 0, rows)
        .atLeast("generations", 0, generations)
        .atLeast("tuning-problems", 0, tuningProblems)
        .check();
  }
}
