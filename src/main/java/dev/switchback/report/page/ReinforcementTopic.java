package dev.switchback.report.page;

import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.page.SitePage.Link;
import java.util.List;

/** What training by rewards taught. */
public final class ReinforcementTopic {
  private final ReportPlayers players;
  private final Measurements measurements;
  private final List<ReinforcedModel> models;
  private final SampleSizes sampleSizes;

  /**
   * @param models that were trained by rewards; without one there is nothing to show
   */
  public ReinforcementTopic(
      ReportPlayers players,
      Measurements measurements,
      List<ReinforcedModel> models,
      SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.models = List.copyOf(models);
    this.sampleSizes = sampleSizes;
  }

  public Topic topic() {
    return new Topic(
        new Link("grpo.html", "Rewards"),
        "Did rewards teach anything new?",
        "A model that is rewarded for right answers may learn to solve other problems, or only"
            + " write more surely what it would have found in a few tries anyway. One try alone"
            + " does not tell the two apart; many tries at the same problems say more.",
        models.stream()
            .map(model -> new ReinforcementSections(players, measurements, sampleSizes, model))
            .flatMap(sections -> sections.all(models.size() > 1))
            .toList());
  }
}
