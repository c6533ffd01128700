package dev.switchback.experiment;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;

/** What the report shows. */
public record ReportSettings(
    @Key(value = "\"\"", doc = "Headline of the report; empty for one made from the name.")
        String title,
    @Key(value = "500", doc = "Problems that the problem browser has, 0 to 20000.")
        int browsedProblems,
    @Key(
            value = "8",
            doc =
                "Completions of each model of each problem in the problem browser and in the files"
                    + " for lm-evaluation-harness, 1 to 1024.")
        int samples,
    @Key(
            value = "[]",
            doc =
                "Names of finished runs in the same folder runs whose figures the claims are judged"
                    + " by as well; the first run that has what a claim needs decides it, this one"
                    + " before these.")
        List<String> compareWith)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ReportSettings {
    compareWith = List.copyOf(compareWith);
    new Requirements()
        .between("browsed-problems", browsedProblems, 0, 20_000)
        .between("samples", samples, 1, 1024)
        .that(
            compareWith.stream().noneMatch(name -> name.isBlank() || name.contains("/")),
            "compare-with",
            compareWith,
            "names of runs, not paths")
        .that(
            compareWith.stream().distinct().count() == compareWith.size(),
            "compare-with",
            compareWith,
            "each once")
        .check();
  }
}
