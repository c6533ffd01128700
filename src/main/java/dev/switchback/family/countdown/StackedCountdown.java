package dev.switchback.family.countdown;

import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import dev.switchback.family.Family;
import dev.switchback.family.JsonProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.Rules;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.trace.StackedQuestion;
import dev.switchback.family.countdown.trace.StackedStyle;
import dev.switchback.trace.Question;
import dev.switchback.trace.SearchCatalogue;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Stacked CountDown: two games, of which the first makes a number for the second. */
public final class StackedCountdown extends CountdownGames {
  static final String KEY = "stacked-countdown";
  private static final SearchCatalogue SEARCHES =
      SearchCatalogue.ofBacktracking(StackedStyle.DFS.key(), List.of(StackedStyle.DFS.key()));

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public void check(
      ProvidedSettings settings, int unseenTarget, boolean imported, Requirements requirements) {
    CountdownSettings own = settings.of(CountdownSettings.class);
    requirements.that(
        StackedProblem.HALVES.contains(own.numbers()),
        "numbers",
        own.numbers(),
        "3 or 4, for each of the two games of the family " + KEY);
    own.checkUnseenTargets(unseenTarget, requirements);
  }

  @Override
  public SearchCatalogue searches() {
    return SEARCHES;
  }

  @Override
  public List<String> referenceSearches() {
    return List.of(StackedStyle.DFS.key());
  }

  @Override
  public Question question(Row problem) {
    return new StackedQuestion(StackedFamily.problem(problem));
  }

  /** Lines of numbers and a target are plain CountDown. */
  @Override
  public Optional<JsonProblems> json() {
    return Optional.empty();
  }

  @Override
  public Rules rules() {
    return rules(
        "the first half of the numbers makes the first number of the second half, which makes the"
            + " target, each is used exactly once in its half, and every step is right and made from"
            + " numbers that are there",
        "Validation and unseen-target problems share neither half with a training problem, in any"
            + " order of its numbers; the paper draws each split with a seed of its own.");
  }

  @Override
  public Family with(ProblemSettings settings, long seed) {
    return new StackedFamily(settings, seed);
  }
}
