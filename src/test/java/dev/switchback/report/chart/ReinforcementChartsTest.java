package dev.switchback.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.grpo.StepReport;
import dev.switchback.report.data.JointSuccesses;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.data.SyntheticReinforcement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReinforcementChartsTest {
  private static final StepReport FULL = SyntheticReinforcement.step(25, 0.5);

  /** Nothing was learned from it, and none of its completions is right. */
  private static final StepReport BARE =
      new StepReport(
          26,
          900,
          new StepReport.Rewards(0, 0, 0, 1, 64, 0),
          new StepReport.Lengths(30, null, 30.0, 0),
          null,
          null,
          new StepReport.Seconds(1, 0, 0, 0, 0),
          0,
          0,
          null,
          0);

  @Test
  void whatAStepDidNotMeasureIsLeftOut() {
    Map<String, Chart> charts = charts(FULL, BARE);
    assertThat(steps(charts.get("grpo-reward-rewarded"))).containsExactly(25.0, 26.0, 25.0, 26.0);
    assertThat(steps(charts.get("grpo-length-rewarded"))).containsExactly(25.0, 25.0, 26.0);
    assertThat(steps(charts.get("grpo-entropy-rewarded"))).containsExactly(25.0);
    assertThat(charts.get("grpo-monitoring-rewarded").table().rows())
        .containsExactly(
            List.of("rewarded", "pass@1", 25.0, 0.5),
            List.of("rewarded", "pass@8", 25.0, 0.72 - 25 / 3000.0));
  }

  @Test
  void aQuantityThatWasNeverMeasuredHasNoChart() {
    assertThat(charts(BARE).keySet())
        .containsExactlyInAnyOrder(
            "grpo-reward-rewarded",
            "grpo-groups-rewarded",
            "grpo-length-rewarded",
            "grpo-cut-rewarded");
  }

  private static Map<String, Chart> charts(StepReport... steps) {
    ReinforcedModel model =
        new ReinforcedModel(
            "direct",
            "rewarded",
            List.of(steps),
            OptionalDouble.empty(),
            new JointSuccesses(List.of()),
            Optional.empty());
    return new ReinforcementCharts(
            ReportPlayers.of(List.of("rewarded"), List.of()).model("rewarded"), model)
        .charts()
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(chart -> chart.table().name(), Function.identity()));
  }

  private static List<Object> steps(Chart chart) {
    return chart.table().rows().stream().map(row -> row.get(2)).toList();
  }
}
