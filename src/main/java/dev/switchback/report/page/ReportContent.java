package dev.switchback.report.page;

import dev.switchback.claim.ClaimResult;
import dev.switchback.family.Rules;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Table;
import dev.switchback.report.data.FactGroup;
import dev.switchback.report.finding.Findings.Finding;
import dev.switchback.report.finding.Findings.Standing;
import dev.switchback.report.page.SitePage.Link;
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
    String title, Summary answer, List<Topic> topics, List<ClaimResult> claims, Method method) {
  /** To be raised when the files beside the pages are written in another form. */
  public static final int FORMAT = 2;

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

  /**
   * How a run was made and measured.
   *
   * @param subtitle what was run, in one line
   * @param rules of the puzzles
   * @param sections figures of the training
   * @param facts about the run
   * @param configuration the effective configuration, as a text
   */
  public record Method(
      String subtitle,
      Rules rules,
      List<Section> sections,
      List<FactGroup> facts,
      String configuration) {
    /** Leaves out sections without figures. */
    public Method {
      sections = sections.stream().filter(section -> !section.isEmpty()).toList();
      facts = List.copyOf(facts);
    }
  }

  /**
   * The answer of a report, which its entry shows.
   *
   * @param findings what was found, in words
   * @param standingsTitle what the standings are
   * @param standings every player at the budget of the headline
   * @param guide the other questions, with what answers them first
   */
  public record Summary(
      List<Finding> findings, String standingsTitle, List<Standing> standings, List<Guide> guide) {
    /**
     * A question that has a page.
     *
     * @param link the page
     * @param question its headline
     * @param answer its first finding, or how it is answered
     */
    public record Guide(Link link, String question, String answer) {}

    /** Copies the lists. */
    public Summary {
      findings = List.copyOf(findings);
      standings = List.copyOf(standings);
      guide = List.copyOf(guide);
    }
  }
}
