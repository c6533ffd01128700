package dev.switchback.claim;

import dev.switchback.claim.Evidence.Measured;
import dev.switchback.claim.Evidence.Missing;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

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
 * @param beside other metrics
 * @param caution why a measured figure does not decide
 */
record Duel(
    Predicate<JudgedRun> runs,
    String where,
    Side first,
    Side second,
    Metric metric,
    Claim.Unit unit,
    Setting at,
    Map<Metric, Beside> beside,
    Caution caution) {

  /**
   * One side of it.
   *
   * @param approach of the model
   * @param reinforced whether the model was trained by rewards as well
   */
  record Side(Approach approach, boolean reinforced) {
    boolean has(Subject subject) {
      return subject.approach() == approach && subject.reinforced() == reinforced;
    }

    String words() {
      return reinforced ? approach.word() + " trained by GRPO" : approach.word();
    }

    /** The order in which models are taken. */
    Comparator<Subject> preference() {
      boolean greedyFirst = approach != Approach.DIRECT;
      return Comparator.comparing(subject -> subject.isGreedy() != greedyFirst);
    }
  }

  /**
   * A metric that stands beside the one that decides.
   *
   * @param words what it is
   * @param unit of its figures
   */
  record Beside(String words, Claim.Unit unit) {}

  /** Says why a measured figure does not decide, or nothing if it does. */
  interface Caution {
    /** Every measured figure decides. */
    Caution NONE = (figures, first, second) -> "";

    String words(Figures figures, Subject first, Subject second);
  }

  /** Says in words at which k or budget something was measured. */
  interface Setting {
    String words(double at);
  }

  Duel {
    beside = new LinkedHashMap<>(beside);
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
  private record Match(Subject one, Subject other, Measurement row) {}

  /** All pairs of the two sides that were measured, the one that decides first. */
  private List<Match> matches(JudgedRun run) {
    Figures figures = new Figures(run);
    List<Match> matches = new ArrayList<>();
    for (Subject one : subjects(run, first)) {
      for (Subject other : subjects(run, second)) {
        figures.last(one, other, metric).ifPresent(row -> matches.add(new Match(one, other, row)));
      }
    }
    return matches;
  }

  private List<Subject> subjects(JudgedRun run, Side side) {
    return run.subjects().stream().filter(side::has).sorted(side.preference()).toList();
  }

  private Evidence measured(JudgedRun run, List<Match> matches) {
    Match deciding = matches.get(0);
    Measurement row = deciding.row();
    List<BesideFigure> figures = beside(new Figures(run), deciding.one(), deciding.other());
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
        caution.words(new Figures(run), deciding.one(), deciding.other()));
  }

  private List<BesideFigure> beside(Figures figures, Subject one, Subject other) {
    List<BesideFigure> found = new ArrayList<>();
    beside.forEach(
        (figure, described) ->
            figures
                .last(one, other, figure)
                .ifPresent(row -> found.add(figure(described.words(), described.unit(), row))));
    return found;
  }

  static BesideFigure figure(String words, Claim.Unit unit, Measurement row) {
    return new BesideFigure(
        words, unit, row.estimate().value(), row.estimate().low(), row.estimate().high());
  }

  private String missing(List<JudgedRun> fitting) {
    for (Side side : List.of(first, second)) {
      if (fitting.stream().allMatch(run -> subjects(run, side).isEmpty())) {
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
