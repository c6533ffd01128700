package dev.switchback.report;

import dev.switchback.family.Rules;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.LearningCharts;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.TrainingChart;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.finding.Findings;
import dev.switchback.report.page.ComputeTopic;
import dev.switchback.report.page.MistakesTopic;
import dev.switchback.report.page.ReinforcementTopic;
import dev.switchback.report.page.ReportContent;
import dev.switchback.report.page.ReportContent.Method;
import dev.switchback.report.page.ReportContent.Summary;
import dev.switchback.report.page.RouterTopic;
import dev.switchback.report.page.SamplesTopic;
import dev.switchback.report.page.Section;
import dev.switchback.report.page.SolvedTopic;
import dev.switchback.report.page.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays a run out as a report. */
public final class ReportBuilder {
  private final ReportInput input;
  private final ReportPlayers players;
  private final Measurements measurements;
  private final SampleSizes sampleSizes;

  private ReportBuilder(ReportInput input) {
    this.input = input;
    this.players = input.players();
    this.measurements = new Measurements(input.measurements());
    this.sampleSizes = new SampleSizes(input.confidence());
  }

  /** Returns what the report shows. */
  public static ReportContent content(ReportInput input) {
    return new ReportBuilder(input).content();
  }

  private ReportContent content() {
    List<Topic> topics = topics().filter(Topic::isMeasured).toList();
    return new ReportContent(input.title(), answer(topics), topics, input.claims(), method());
  }

  private Stream<Topic> topics() {
    Rules rules = input.run().rules();
    return Stream.of(
        new ComputeTopic(players, measurements, sampleSizes).topic(),
        new SamplesTopic(players, measurements, input.counts(), sampleSizes).topic(),
        new MistakesTopic(
                players, measurements, input.counts(), input.answering(), rules, sampleSizes)
            .topic(),
        new SolvedTopic(players, measurements, sampleSizes).topic(),
        new RouterTopic(players, measurements, sampleSizes).topic(),
        new ReinforcementTopic(players, measurements, input.reinforced(), sampleSizes).topic());
  }

  private Summary answer(List<Topic> topics) {
    Findings findings =
        new Findings(players, compared(), measurements, input.budgets(), sampleSizes);
    String standingsTitle =
        findings.budget().isPresent()
            ? String.format(
                Locale.ROOT,
                "Problems solved within %s generated tokens",
                Formats.whole(findings.budget().getAsDouble()))
            : "";
    return new Summary(
        findings.all(),
        standingsTitle,
        findings.standings(),
        topics.stream().map(ReportBuilder::guide).toList());
  }

  private static Summary.Guide guide(Topic topic) {
    String answer =
        topic.sections().stream()
            .flatMap(section -> section.findings().stream())
            .findFirst()
            .orElse(topic.introduction());
    return new Summary.Guide(topic.link(), topic.question(), answer);
  }

  private Method method() {
    Section training =
        Section.of(
            "How the models learned",
            List.of(),
            input.trainings().isEmpty() ? Stream.empty() : trainingCharts().map(Optional::of));
    return new Method(
        input.run().subtitle(),
        input.run().rules(),
        List.of(training),
        input.run().facts(),
        input.run().configuration());
  }

  private Stream<Chart> trainingCharts() {
    return Stream.concat(
        Stream.of(new TrainingChart(players, input.trainings()).chart()),
        new LearningCharts(players, input.trainings()).charts());
  }

  /**
   * The first two models, rather of different trainings than of one that is sampled in two ways. In
   * the order of the players, in which pairs are measured.
   */
  private List<PlayerStyle> compared() {
    Stream<PlayerStyle> own = players.models().stream().filter(this::isTrained);
    Stream<PlayerStyle> others = players.models().stream().filter(style -> !isTrained(style));
    List<PlayerStyle> two = Stream.concat(own, others).limit(2).toList();
    return players.models().stream().filter(two::contains).toList();
  }

  private boolean isTrained(PlayerStyle style) {
    return input.trainings().containsKey(style.player());
  }
}
