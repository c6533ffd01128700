package dev.switchback.config;

import java.io.Serializable;

/** What the report shows. */
public record ReportSettings(
    @Key(value = "\"\"", doc = "Headline of the report; empty for one made from the name.")
        String title,
    @Key(value = "6", doc = "Problems whose samples are shown in full, 0 to 100.")
        int sampleProblems)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ReportSettings {
    new Requirements().between("sample-problems", sampleProblems, 0, 100).check();
  }
}
