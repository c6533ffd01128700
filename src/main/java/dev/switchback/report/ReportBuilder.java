package dev.switchback.report;

import dev.switchback.family.Rules;
import dev.switchback.report.Answer.Guide;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays a run out as a report. */
public final class ReportBuilder {
  private final ReportInput input;
  private final Cast cast;
  private final Measurements measurements;
  private final Evidence evidence;

  private ReportBuilder(ReportInput input) {
    this.input = input;
    this.cast = input.cast();
    this.measurements = new Measurements(input.measurements());
    this.evidence = new Evidence(input.confidence());
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
        new ComputeTopic(cast, measurements, evidence).topic(),
        new SamplesTopic(cast, measurements, input.counts(), evidence).topic(),
        new MistakesTopic(cast, measurements, input.counts(), input.answering(), rules, evidence)
            .topic(),
        new SolvedTopic(cast, measurements, evidence).topic(),
        new WhenTopic(cast, measurements, evidence).topic());
  }

  private Answer answer(List<Topic> topics) {
    Findings findings = new Findings(cast, compared(), measurements, input.budgets(), evidence);
    String standingsTitle =
        findings.budget().isPresent()
            ? String.format(
                Locale.ROOT,
                "Problems solved within %s generated tokens",
                Wording.whole(findings.budget().getAsDouble()))
            : "";
    return new Answer(
        findings.all(),
        standingsTitle,
        findings.standings(),
        topics.stream().map(ReportBuilder::guide).toList());
  }

  private static Guide guide(Topic topic) {
    String answer =
        topic.sections().stream()
            .flatMap(section -> section.findings().stream())
            .findFirst()
            .orElse(topic.introduction());
    return new Guide(topic.link(), topic.question(), answer);
  }

  private Method method() {
    Section training =
        Section.of(
            "How the models learned",
            List.of(),
            Stream.of(
                input.trainings().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TrainingChart(cast, input.trainings()).chart())));
    return new Method(
        input.run().subtitle(),
        input.run().rules(),
        List.of(training),
        input.run().facts(),
        input.run().configuration());
  }

  /**
   * The first two models, rather of different trainings than of one that is sampled in two ways. In
   * the order of the cast, in which pairs are measured.
   */
  private List<Look> compared() {
    Stream<Look> own = cast.models().stream().filter(this::isTrained);
    Stream<Look> others = cast.models().stream().filter(look -> !isTrained(look));
    List<Look> two = Stream.concat(own, others).limit(2).toList();
    return cast.models().stream().filter(two::contains).toList();
  }

  private boolean isTrained(Look look) {
    return input.trainings().containsKey(look.player());
  }
}
