package dev.switchback.claim;

import dev.switchback.claim.ClaimResult.SupportingFigure;
import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two approaches held against each other on the problems of one run.
 *
 * <p>Of several runs the first decides in which both are, of several models of an approach the
 * first; searches rather as one greedy chain, as the study has them, direct answers rather as
 * samples.
 *
 * @param runs which runs may decide
 * @param where these runs in words, after "on"
 * @param first whose figure is taken
 * @param second whose figure is subtracted
 * @param metric that decides, at the largest k or budget that both reach
 * @param unit of its figures
 * @param at what k or budget is, in words with a place for the number
 * @param supporting other metrics
 * @param caution why a measured figure does not decide
 */
record PairedComparison(
    Predicate<JudgedRun> runs,
    String where,
    Side first,
    Side second,
    Metric metric,
    Claim.Unit unit,
    Setting at,
    Map<Metric, Supporting> supporting,
    Caution caution) {

  /**
   * One side of it.
   *
   * @param approach of the model
   * @param reinforced whether the model was trained by rewards as well
   */
  record Side(Approach approach, boolean reinforced) {
    boolean has(JudgedModel judgedModel) {
      return judgedModel.approach() == approach && judgedModel.reinforced() == reinforced;
    }

    String words() {
      return reinforced ? approach.word() + " trained by GRPO" : approach.word();
    }

    /** The order in which models are taken. */
    Comparator<JudgedModel> preference() {
      boolean greedyFirst = !approach.answersAtOnce();
      return Comparator.comparing(judgedModel -> judgedModel.isGreedy() != greedyFirst);
    }
  }

  /**
   * A metric that stands beside the one that decides.
   *
   * @param words what it is
   * @param unit of its figures
   */
  record Supporting(String words, Claim.Unit unit) {}

  /** Says why a measured figure does not decide, or nothing if it does. */
  interface Caution {
    /** Every measured figure decides. */
    Caution NONE = (figures, first, second) -> "";

    String words(OverallFigures figures, JudgedModel first, JudgedModel second);
  }

  /** Says in words at which k or budget something was measured. */
  interface Setting {
    String words(double at);
  }

  PairedComparison {
    supporting = new LinkedHashMap<>(supporting);
  }

  /** What the runs hold. */
  Evidence in(List<JudgedRun> judged) {
    List<JudgedRun> fitting = judged.stream().filter(runs).toList();
    if (fitting.isEmpty()) {
      return new Missing("No run on " + where + ".");
    }
    for (JudgedRun run : fitting) {
      List<Match> matches = matches(run);
      if (!matches.isEmpty()) {
        return measured(run, matches);
      }
    }
    return new Missing(missing(fitting));
  }

  /** Two models with the number that holds one against the other. */
  private record Match(JudgedModel one, JudgedModel other, Measurement row) {}

  /** All pairs of the two sides that were measured, the one that decides first. */
  private List<Match> matches(JudgedRun run) {
    OverallFigures figures = new OverallFigures(run);
    List<Match> matches = new ArrayList<>();
    for (JudgedModel one : models(run, first)) {
      for (JudgedModel other : models(run, second)) {
        figures.last(one, other, metric).ifPresent(row -> matches.add(new Match(one, other, row)));
      }
    }
    return matches;
  }

  private List<JudgedModel> models(JudgedRun run, Side side) {
    return run.models().stream().filter(side::has).sorted(side.preference()).toList();
  }

  private Evidence measured(JudgedRun run, List<Match> matches) {
    Match deciding = matches.get(0);
    Measurement row = deciding.row();
    List<SupportingFigure> figures =
        supporting(new OverallFigures(run), deciding.one(), deciding.other());
    for (Match match : matches.subList(1, matches.size())) {
      String words = match.one().described() + " against " + match.other().described();
      figures.add(figure(words, unit, match.row()));
    }
    return new Measured(
        row.estimate(),
        row.samples(),
        run.confidence(),
        List.of(run.name()),
        List.of(deciding.one().model(), deciding.other().model()),
        String.format(
            Locale.ROOT,
            "%s; %s; %s",
            at.words(row.at()),
            deciding.one().described(),
            deciding.other().described()),
        figures,
        cautions(run, deciding.one(), deciding.other()),
        remarks(run, deciding.one(), deciding.other()));
  }

  /** What keeps the two from deciding, in sentences; empty if nothing does. */
  private String cautions(JudgedRun run, JudgedModel one, JudgedModel other) {
    OverallFigures measured = new OverallFigures(run);
    return Stream.concat(
            Stream.of(caution.words(measured, one, other)),
            Stream.of(one, other).flatMap(side -> new Competence(measured, side).doubts().stream()))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<String> remarks(JudgedRun run, JudgedModel... models) {
    OverallFigures measured = new OverallFigures(run);
    return Stream.of(models)
        .flatMap(side -> new Competence(measured, side).remarks().stream())
        .toList();
  }

  private List<SupportingFigure> supporting(
      OverallFigures figures, JudgedModel one, JudgedModel other) {
    List<SupportingFigure> found = new ArrayList<>();
    supporting.forEach(
        (figure, described) ->
            figures
                .last(one, other, figure)
                .ifPresent(row -> found.add(figure(described.words(), described.unit(), row))));
    return found;
  }

  static SupportingFigure figure(String words, Claim.Unit unit, Measurement row) {
    return new SupportingFigure(
        words, unit, row.estimate().value(), row.estimate().low(), row.estimate().high());
  }

  private String missing(List<JudgedRun> fitting) {
    for (Side side : List.of(first, second)) {
      if (fitting.stream().allMatch(run -> models(run, side).isEmpty())) {
        return "No model of the approach " + side.words() + " on " + where + ".";
      }
    }
    return "No "
        + metric.key()
        + " of "
        + first.words()
        + " and "
        + second.words()
        + " on "
        + where
        + ": they are in different runs, have no problem in common, or reach no common budget.";
  }
}
