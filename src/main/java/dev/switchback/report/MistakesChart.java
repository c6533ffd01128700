package dev.switchback.report;

import dev.switchback.metric.Player;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Look.Role;
import dev.switchback.report.Series.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Mistakes of one model on each problem against those of another. */
final class MistakesChart {
  private final Look firstLook;
  private final Look secondLook;
  private final Player first;
  private final Player second;
  private final Rules rules;

  /** The first player's mistakes lie on the horizontal axis. */
  MistakesChart(Look firstLook, Look secondLook, Player first, Player second, Rules rules) {
    this.firstLook = firstLook;
    this.secondLook = secondLook;
    this.first = first;
    this.second = second;
    this.rules = rules;
  }

  Chart chart() {
    List<String> problems =
        first.outcomes().keySet().stream().filter(second.outcomes()::containsKey).toList();
    Map<List<Double>, Long> counts =
        problems.stream()
            .filter(problem -> first.mistakes(problem).isPresent())
            .filter(problem -> second.mistakes(problem).isPresent())
            .collect(
                Collectors.groupingBy(
                    problem ->
                        List.of(
                            first.mistakes(problem).getAsDouble(),
                            second.mistakes(problem).getAsDouble()),
                    () -> new TreeMap<>(MistakesChart::compare),
                    Collectors.counting()));
    return new Chart(
        Kind.SCATTER,
        "Mistakes before the first success: " + second.name() + " against " + first.name(),
        caption(problems),
        new Axis(axisLabel(first), Scale.LOG2_PLUS_ONE, Format.COUNT),
        new Axis(axisLabel(second), Scale.LOG2_PLUS_ONE, Format.COUNT),
        List.of(),
        series(counts),
        table(problems));
  }

  /** Who makes fewer mistakes, or neither. */
  private List<Series> series(Map<List<Double>, Long> counts) {
    Look equal = new Look("", "as many", Role.REFERENCE, 0);
    return List.of(
        series(firstLook.labelled("fewer by " + first.name()), counts, -1),
        series(secondLook.labelled("fewer by " + second.name()), counts, 1),
        series(equal, counts, 0));
  }

  private static Series series(Look look, Map<List<Double>, Long> counts, int sign) {
    List<List<Double>> points = new ArrayList<>();
    long problems = 0;
    for (Map.Entry<List<Double>, Long> entry : counts.entrySet()) {
      List<Double> at = entry.getKey();
      if (Double.compare(at.get(0), at.get(1)) == sign) {
        points.add(List.of(at.get(0), at.get(1), entry.getValue().doubleValue()));
        problems += entry.getValue();
      }
    }
    return new Series(
        look.labelled("%s: %d problems".formatted(look.label(), problems)), Stroke.PLAIN, points);
  }

  private static String axisLabel(Player player) {
    return "Mistakes of " + player.name();
  }

  private static int compare(List<Double> one, List<Double> other) {
    int byFirst = Double.compare(one.get(0), other.get(0));
    return byFirst != 0 ? byFirst : Double.compare(one.get(1), other.get(1));
  }

  private String caption(List<String> problems) {
    int both = 0;
    int onlyFirst = 0;
    int onlySecond = 0;
    for (String problem : problems) {
      boolean byFirst = first.correct(problem) > 0;
      boolean bySecond = second.correct(problem) > 0;
      both += byFirst && bySecond ? 1 : 0;
      onlyFirst += byFirst && !bySecond ? 1 : 0;
      onlySecond += bySecond && !byFirst ? 1 : 0;
    }
    int neither = problems.size() - both - onlyFirst - onlySecond;
    return "A dot stands for problems that both solve with all their completions (%d of %d), its area for their number; only %s solves %d, only %s %d, neither %d. %s %s"
        .formatted(
            both,
            problems.size(),
            first.name(),
            onlyFirst,
            second.name(),
            onlySecond,
            neither,
            definition(first),
            definition(second));
  }

  private String definition(Player player) {
    return switch (player.mistakeUnit()) {
      case ANSWER ->
          "For %s a mistake is a wrong answer, in expectation over the order of its %d samples, (n − c) / (c + 1)."
              .formatted(player.name(), player.samplesPerProblem());
      case DEAD_END -> "For %s it is %s.".formatted(player.name(), rules.deadEnd());
    };
  }

  private Table table(List<String> problems) {
    List<Column> columns =
        List.of(
            new Column("problem_id", Format.TEXT),
            new Column("mistakes_" + first.name(), Format.DECIMAL),
            new Column("mistakes_" + second.name(), Format.DECIMAL),
            new Column("correct_" + first.name(), Format.COUNT),
            new Column("correct_" + second.name(), Format.COUNT));
    List<List<Object>> rows = new ArrayList<>();
    for (String problem : problems) {
      rows.add(
          Arrays.asList(
              problem,
              orNull(first.mistakes(problem)),
              orNull(second.mistakes(problem)),
              first.correct(problem),
              second.correct(problem)));
    }
    return new Table("mistakes-" + first.name() + "-" + second.name(), columns, rows);
  }

  private static Object orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
