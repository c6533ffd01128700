package dev.switchback.report;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Player;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lays a run out as a report.
 *
 * @param models names in the order of the configuration
 * @param players models and references with their completions
 * @param measurements of all of them
 * @param budgets generated tokens that the experiment asks for
 * @param confidence of the intervals
 * @param rules of the puzzles
 * @param trainings logs by the model's name, of the models that have a training of their own
 */
public record PageBuilder(
    List<String> models,
    List<Player> players,
    List<Measurement> measurements,
    List<Integer> budgets,
    double confidence,
    Rules rules,
    Map<String, TrainingLog> trainings) {

  /**
   * Makes what the page shows.
   *
   * @param title of the page
   * @param subtitle below it
   * @param problems with what the players wrote
   * @param facts about the run
   * @param configuration as a text
   */
  public PageContent content(
      String title,
      String subtitle,
      List<SampledProblem> problems,
      List<FactGroup> facts,
      String configuration) {
    Cast cast = cast();
    Findings findings =
        new Findings(cast, compared(cast), new Measurements(measurements), budgets, confidence);
    String standingsTitle =
        findings.budget().isPresent()
            ? "Problems solved within %s generated tokens"
                .formatted(Wording.whole(findings.budget().getAsDouble()))
            : "";
    return new PageContent(
        title,
        subtitle,
        findings.all(),
        standingsTitle,
        findings.standings(),
        charts(cast),
        problems,
        facts,
        rules,
        configuration);
  }

  /** Returns how the players appear. */
  public Cast cast() {
    List<String> references =
        players.stream().map(Player::name).filter(name -> !models.contains(name)).toList();
    return Cast.of(models, references);
  }

  /**
   * The first two models, rather of different trainings than of one that is sampled in two ways. In
   * the order of the cast, in which pairs are measured.
   */
  private List<Look> compared(Cast cast) {
    Stream<Look> own = cast.models().stream().filter(look -> trained(look));
    Stream<Look> others = cast.models().stream().filter(look -> !trained(look));
    List<Look> two = Stream.concat(own, others).limit(2).toList();
    return cast.models().stream().filter(two::contains).toList();
  }

  private boolean trained(Look look) {
    return trainings.containsKey(look.player());
  }

  private List<Chart> charts(Cast cast) {
    Measurements measured = new Measurements(measurements);
    Map<String, Player> byName = new LinkedHashMap<>();
    players.forEach(player -> byName.put(player.name(), player));
    MeasuredCharts measuredCharts = new MeasuredCharts(cast, measured, confidence);
    List<Chart> charts = new ArrayList<>();
    charts.add(measuredCharts.accuracyAtTokens());
    charts.add(measuredCharts.accuracyAtFlops());
    charts.add(measuredCharts.passAtK());
    List<Look> models = cast.models();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        Player first = byName.get(models.get(i).player());
        Player second = byName.get(models.get(j).player());
        charts.add(new MistakesChart(models.get(i), models.get(j), first, second, rules).chart());
      }
    }
    charts.add(new LengthsChart(cast, byName).chart());
    charts.add(new ErrorsChart(cast, measured, rules).chart());
    charts.add(new TrainingChart(cast, trainings).chart());
    return charts;
  }
}
