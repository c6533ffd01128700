package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** How it is learned which model solves which problems. */
public record RouterSettings(
    @Key(
            value = "true",
            affects = Affects.REPORT,
            doc =
                "Whether it is predicted which model solves a problem, and problems are routed by"
                    + " that; it takes two models and 100 problems.")
        boolean enabled,
    @Key(
            value = "all",
            doc =
                "What the router knows of a problem: surface, what is seen by looking at it, or"
                    + " all, which takes a solver; with all, a router that knows the surface alone"
                    + " is measured beside it.")
        String features,
    @Key(
            value = "[logistic, cautious-logistic, forest]",
            doc =
                "Learners of which cross-validation chooses the one that predicts best, or one"
                    + " alone: logistic, cautious-logistic (penalized heavily), forest. Each more"
                    + " takes as long again.")
        List<String> learners,
    @Key(value = "5", doc = "Folds of the cross-validation, 2 to 20.") int folds,
    @Key(
            value = "10000",
            doc = "Problems that are learned from at most, drawn by hash; 100 or more.")
        int maxProblems)
    implements Serializable {
  private static final List<String> LEARNERS = List.of("logistic", "cautious-logistic", "forest");

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public RouterSettings {
    new Requirements()
        .oneOf("features", features, List.of("surface", "all"))
        .that(
            !learners.isEmpty()
                && LEARNERS.containsAll(learners)
                && Set.copyOf(learners).size() == learners.size(),
            "learners",
            learners,
            "one or more of " + String.join(", ", LEARNERS) + ", each once")
        .between("folds", folds, 2, 20)
        .atLeast("max-problems", 100, maxProblems)
        .check();
  }
}
