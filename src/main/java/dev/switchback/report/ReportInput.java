package dev.switchback.report;

import dev.switchback.claim.ClaimResult;
import dev.switchback.family.Rules;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Measurement;
import dev.switchback.report.data.FactGroup;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.data.TrainingLog;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a report is made from.
 *
 * @param title of the report
 * @param players its players
 * @param answering players whose mistakes are wrong answers; those of the others are dead ends
 * @param measurements of all players
 * @param counts distributions of all players
 * @param budgets generated tokens that the experiment asks for
 * @param confidence of the intervals, for example 0.95
 * @param trainings logs by the model's name, of the models that have a training on traces of their
 *     own
 * @param reinforced the models that were trained by rewards
 * @param claims the study's claims with their verdicts
 * @param run what was run
 */
public record ReportInput(
    String title,
    ReportPlayers players,
    Set<String> answering,
    List<Measurement> measurements,
    List<DistributionCount> counts,
    List<Integer> budgets,
    double confidence,
    Map<String, TrainingLog> trainings,
    List<ReinforcedModel> reinforced,
    List<ClaimResult> claims,
    Described run) {
  /**
   * What was run, in words.
   *
   * @param subtitle in one line
   * @param rules of the puzzles
   * @param facts about the run
   * @param configuration the effective configuration, as a text
   */
  public record Described(
      String subtitle, Rules rules, List<FactGroup> facts, String configuration) {}
}
