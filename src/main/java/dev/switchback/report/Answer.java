package dev.switchback.report;

import dev.switchback.report.SitePage.Link;
import java.util.List;

/**
 * The answer of a report, which its entry shows.
 *
 * @param findings what was found, in words
 * @param standingsTitle what the standings are
 * @param standings every player at the budget of the headline
 * @param guide the other questions, with what answers them first
 */
public record Answer(
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
  public Answer {
    findings = List.copyOf(findings);
    standings = List.copyOf(standings);
    guide = List.copyOf(guide);
  }
}
