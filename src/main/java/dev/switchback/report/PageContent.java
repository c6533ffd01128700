package dev.switchback.report;

import java.util.List;

/**
 * Everything the page shows.
 *
 * @param title headline of the page
 * @param subtitle what was run, in one line
 * @param findings what was found, in words
 * @param standingsTitle what the standings are
 * @param standings every player at the budget of the headline
 * @param charts figures in order; the first is the most important one
 * @param problems problems with what the players wrote
 * @param facts about the run
 * @param rules of the puzzles
 * @param configuration the effective configuration, as a text
 */
public record PageContent(
    String title,
    String subtitle,
    List<Finding> findings,
    String standingsTitle,
    List<Standing> standings,
    List<Chart> charts,
    List<SampledProblem> problems,
    List<FactGroup> facts,
    Rules rules,
    String configuration) {
  /** Copies the lists. */
  public PageContent {
    findings = List.copyOf(findings);
    standings = List.copyOf(standings);
    charts = List.copyOf(charts);
    problems = List.copyOf(problems);
    facts = List.copyOf(facts);
  }
}
