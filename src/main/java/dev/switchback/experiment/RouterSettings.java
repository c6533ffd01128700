package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;

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
    @Key(value = "5", doc = "Folds of the cross-validation, 2 to 20.") int folds,
    @Key(
            value = "10000",
            doc = "Problems that are learned from at most, drawn by hash; 100 or more.")
        int maxProblems)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public RouterSettings {
    new Requirements()
        .oneOf("features", features, List.of("surface", "all"))
        .between("folds", folds, 2, 20)
        .atLeast("max-problems", 100, maxProblems)
        .check();
  }
}
