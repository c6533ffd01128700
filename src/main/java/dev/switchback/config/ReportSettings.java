package dev.switchback.config;

import java.io.Serializable;

/** What the report shows. */
public record ReportSettings(
    @Key(value = "\"\"", doc = "Headline of the report; empty for one made from the name.")
        String title,
    @Key(value = "6", doc = "Problems whose samples are shown in full, 0 to 100.")
        int sampleProblems,
    @Key(value = "500", doc = "Problems that the problem browser has, 0 to 20000.")
        int browsedProblems,
    @Key(
            value = "8",
            doc =
                "Completions of each model of each problem in the problem browser and in lm-eval's"
                    + " files, 1 to 1024.")
        int samples)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ReportSettings {
    new Requirements()
        .between("sample-problems", sampleProblems, 0, 100)
        .between("browsed-problems", browsedProblems, 0, 20_000)
        .between("samples", samples, 1, 1024)
        .check();
  }
}
