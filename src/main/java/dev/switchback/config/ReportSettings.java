package dev.switchback.config;

import java.io.Serializable;
import java.util.List;

/** What the report shows. */
public record ReportSettings(
    @Key(value = "\"\"", doc = "Headline of the report; empty for one made from the name.")
        String title,
    @Key(value = "6", doc = "Problems whose samples are shown in full, 0 to 100.")
        int sampleProblems,
    @Key(
            value = "[]",
            doc =
                "Names of finished runs in the same folder runs whose figures the claims are judged"
                    + " by as well; the first run that has what a claim needs decides it, this one"
                    + " before these.")
        List<String> beside)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ReportSettings {
    beside = List.copyOf(beside);
    new Requirements()
        .between("sample-problems", sampleProblems, 0, 100)
        .that(
            beside.stream().noneMatch(name -> name.isBlank() || name.contains("/")),
            "beside",
            beside,
            "names of runs, not paths")
        .that(beside.stream().distinct().count() == beside.size(), "beside", beside, "each once")
        .check();
  }
}
