package dev.switchback.report;

import dev.switchback.claim.ClaimResult;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a report shows.
 *
 * @param title of the report
 * @param answer what the entry shows
 * @param topics the questions that there are figures for
 * @param claims the study's claims with their verdicts
 * @param method how the run was made and measured
 */
public record ReportContent(
    String title, Answer answer, List<Topic> topics, List<ClaimResult> claims, Method method) {
  /** Copies the lists. */
  public ReportContent {
    topics = List.copyOf(topics);
    claims = List.copyOf(claims);
  }

  /** The numbers behind all figures, each a file. */
  public List<Table> tables() {
    return Stream.concat(
            topics.stream().flatMap(Topic::tables),
            method.sections().stream()
                .flatMap(section -> section.charts().stream())
                .map(Chart::table))
        .toList();
  }
}
