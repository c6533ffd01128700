package dev.switchback.family.countdown;

import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import dev.switchback.family.Family;
import dev.switchback.family.JsonProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.Rules;
import dev.switchback.family.countdown.importer.CountdownImports;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.importer.ImportFormat;
import dev.switchback.trace.Question;
import dev.switchback.trace.SearchCatalogue;
import dev.switchback.trace.TraceStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** CountDown: numbers, each to be used once, and a target. */
public final class Countdown extends CountdownGames {
  static final String KEY = "countdown";
  static final List<String> REFERENCES =
      List.of(CountdownStyle.DFS_SUM.key(), CountdownStyle.DFS_MULT.key());
  private static final List<String> TERSE =
      List.of(CountdownStyle.TERSE_DFS_SUM.key(), CountdownStyle.TERSE_DFS_MULT.key());
  private static final String THINK = CountdownStyle.THINK.key();

  /** The study's mixture of depth-first and breadth-first searches, as one name among others. */
  private static final String MIX = "mix";

  private static final SearchCatalogue SEARCHES = searchCatalogue();

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public void check(
      ProvidedSettings settings, int unseenTarget, boolean imported, Requirements requirements) {
    settings.of(CountdownSettings.class).checkUnseenTargets(unseenTarget, requirements);
  }

  @Override
  public List<ImportFormat> importFormats() {
    return List.of(
        CountdownImports.STREAM_OF_SEARCH,
        CountdownImports.TINYZERO,
        CountdownImports.COUNTDOWN_CSV);
  }

  @Override
  public SearchCatalogue searches() {
    return SEARCHES;
  }

  @Override
  public List<String> referenceSearches() {
    return REFERENCES;
  }

  @Override
  public Question question(Row problem) {
    return new CountdownQuestion(CountdownTable.problem(problem));
  }

  @Override
  public boolean listsAnswers() {
    return true;
  }

  @Override
  public Optional<JsonProblems> json() {
    return Optional.of(new CountdownJson());
  }

  @Override
  public Rules rules() {
    return rules(
        "each given number is used exactly once, every step is right and made from numbers that"
            + " are there, and the last makes the target",
        "Validation and unseen-target problems are disjoint from the training problems in any"
            + " order of their numbers; the paper compares solutions.");
  }

  @Override
  public Family with(ProblemSettings settings, long seed) {
    return new CountdownFamily(settings, seed);
  }

  /** Breadth-first searches may be named without their heuristic, which then is mult. */
  private static SearchCatalogue searchCatalogue() {
    Map<String, Map<String, Integer>> entries = new TreeMap<>();
    Arrays.stream(CountdownStyle.values())
        .filter(style -> style != CountdownStyle.DIRECT && !style.isTerse())
        .map(CountdownStyle::key)
        .forEach(search -> entries.put(search, SearchCatalogue.alone(search)));
    Set<String> searches = Set.copyOf(entries.keySet());
    for (String search : searches) {
      if (isBreadthFirst(search) && search.endsWith("-mult")) {
        entries.put(search.replace("-mult", ""), SearchCatalogue.alone(search));
      }
    }
    entries.put(MIX, mix(searches));
    SearchCatalogue full =
        new SearchCatalogue(
            "dfs-sum, dfs-mult, think, bfs-1 to bfs-5 (with -sum or -mult after it) or mix",
            entries,
            Map.of(
                TraceStyle.BACKTRACKING, new SearchCatalogue.Searches(REFERENCES, searches),
                TraceStyle.MIX, new SearchCatalogue.Searches(List.of(MIX), searches),
                TraceStyle.THINK, new SearchCatalogue.Searches(List.of(THINK), Set.of(THINK))),
            searches.stream().filter(Countdown::isBreadthFirst).collect(Collectors.toSet()),
            Set.of());
    return full.withTerse(
        TERSE,
        Stream.concat(TERSE.stream(), Stream.of(CountdownStyle.TERSE_THINK.key())).toList(),
        CountdownStyle.TERSE_DIRECT.key());
  }

  private static boolean isBreadthFirst(String search) {
    return search.startsWith("bfs");
  }

  /** Half depth-first, half breadth-first; in each half all are equally likely. */
  private static Map<String, Integer> mix(Set<String> searches) {
    return searches.stream()
        .filter(search -> !search.equals(THINK))
        .collect(
            Collectors.toMap(
                search -> search,
                search -> SearchCatalogue.WHOLE / (isBreadthFirst(search) ? 20 : 4)));
  }
}
