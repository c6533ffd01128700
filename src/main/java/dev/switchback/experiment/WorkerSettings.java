package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;

/** Who takes the steps of a training round, and how long they are waited for. */
public record WorkerSettings(
    @Key(
            value = "1",
            doc =
                "How many train side by side, each on its own device and its own share of the rows,"
                    + " 1 or more. After a round their weights and moments are averaged (local"
                    + " SGD).")
        int count,
    @Key(
            value = "1.0",
            doc =
                "How far the weights go from those before the round towards the workers' mean:"
                    + " DiLoCo's outer learning rate, more than 0; 1 with outer-momentum = 0 is the"
                    + " mean itself.")
        double outerLearningRate,
    @Key(
            value = "0.0",
            doc =
                "DiLoCo's outer Nesterov momentum, 0 or more and less than 1; 0 for none."
                    + " Its authors have 0.9 with outer-learning-rate = 0.7.")
        double outerMomentum,
    @Key(
            value = "10",
            affects = Affects.MAKING,
            doc = "Minutes that a round waits for executors with room for every worker, 1 or more.")
        int executorTimeoutMinutes,
    @Key(
            value = "60",
            affects = Affects.MAKING,
            doc =
                "Minutes without a step of any worker after which a round is given up, 1 or more.")
        int stallTimeoutMinutes)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public WorkerSettings {
    new Requirements()
        .atLeast("count", 1, count)
        .positive("outer-learning-rate", outerLearningRate)
        .share("outer-momentum", outerMomentum)
        .atLeast("executor-timeout-minutes", 1, executorTimeoutMinutes)
        .atLeast("stall-timeout-minutes", 1, stallTimeoutMinutes)
        .check();
  }
}
