package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.search.DepthFirstSearch;
import dev.switchback.family.countdown.search.Distance.Heuristic;
import dev.switchback.family.countdown.search.SearchCount;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TraceRecorderTest {
  /** Larger searches take the slow implementation too long. */
  private static final int MOST_NODES = 5000;

  private static final TraceRecorder RECORDER = new TraceRecorder();

  static Stream<Integer> cases() {
    return Cases.count(300);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void searchesEqualThoseOfPlainRecursion(int number) {
    CountdownProblem problem = CountdownProblems.any(Cases.random("dfs", number), 6);
    if (nodes(problem, Heuristic.SUM) < MOST_NODES) {
      assertThat(RECORDER.write(problem, CountdownStyle.DFS_SUM).text())
          .isEqualTo(StringCountdown.depthFirst(problem, false));
    }
    if (nodes(problem, Heuristic.MULT) < MOST_NODES) {
      assertThat(RECORDER.write(problem, CountdownStyle.DFS_MULT).text())
          .isEqualTo(StringCountdown.depthFirst(problem, true));
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void searchesWithAnOracleEqualThoseOfPlainRecursion(int number) {
    CountdownProblem problem = CountdownProblems.any(Cases.random("dfs", number), 6);
    if (nodes(problem, Heuristic.MULT) < MOST_NODES) {
      assertThat(RECORDER.write(problem, CountdownStyle.THINK).text())
          .isEqualTo(StringCountdown.think(problem));
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void breadthFirstSearchesEqualThoseOfListsAndStrings(int number) {
    RandomStream random = Cases.random("bfs", number);
    CountdownProblem problem = CountdownProblems.any(random, 6);
    int beam = 1 + random.nextInt(5);
    boolean mult = random.nextInt(2) == 1;
    long seed = random.nextLong();
    CountdownStyle style = CountdownStyle.of("bfs-" + beam + (mult ? "-mult" : "-sum"));
    RandomStream order = TraceRecorder.childOrder(problem, seed);
    assertThat(RECORDER.write(problem, style, seed).text())
        .isEqualTo(StringBeam.breadthFirst(problem, mult, beam, order));
  }

  @Test
  void aBreadthFirstTraceIsAFunctionOfProblemStyleAndSeed() {
    CountdownProblem problem = new CountdownProblem(List.of(77, 54, 1, 57), 74);
    Set<String> texts = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      Trace trace = RECORDER.write(problem, CountdownStyle.BFS_5_SUM, seed);
      assertThat(CountdownTraces.write(problem, CountdownStyle.BFS_5_SUM, seed)).isEqualTo(trace);
      texts.add(trace.text());
    }
    assertThat(texts).hasSize(10);
    assertThat(texts).contains(RECORDER.write(problem, CountdownStyle.BFS_5_SUM).text());
  }

  @Test
  void aBeamWithoutAHeuristicTakesMult() {
    for (int beam = 1; beam <= 5; beam++) {
      assertThat(CountdownStyle.of("bfs-" + beam).key()).isEqualTo("bfs-" + beam + "-mult");
    }
    assertThatThrownBy(() -> CountdownStyle.of("dfs")).hasMessageContaining("style: dfs, expected");
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Heuristic.class)
  void theComparedSearchesHaveAllSizes(Heuristic heuristic) {
    Map<Integer, Integer> compared = new HashMap<>();
    cases()
        .map(number -> CountdownProblems.any(Cases.random("dfs", number), 6))
        .filter(problem -> nodes(problem, heuristic) < MOST_NODES)
        .forEach(problem -> compared.merge(problem.numbers().size(), 1, Integer::sum));
    assertThat(compared).containsOnlyKeys(2, 3, 4, 5, 6);
    assertThat(compared.values()).allMatch(count -> count >= 10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void directTracesAndSolutionsEqualThoseOfPlainRecursion(int number) {
    CountdownProblem problem = CountdownProblems.any(Cases.random("direct", number), 4);
    CountdownSolver solver = new CountdownSolver();
    List<List<String>> solutions = StringCountdown.solutions(problem);
    assertThat(solver.countSolutions(problem)).isEqualTo(solutions.size());
    assertThat(solver.firstSolution(problem).stream().map(Operation::text))
        .isEqualTo(solutions.isEmpty() ? List.of() : solutions.get(0));
    assertThat(
            solver.solvable(
                problem.numbers().stream().mapToInt(n -> n).toArray(), problem.target()))
        .isEqualTo(!solutions.isEmpty());
    if (solutions.isEmpty()) {
      assertThatThrownBy(() -> RECORDER.write(problem, CountdownStyle.DIRECT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot make " + problem.target());
    } else {
      Trace trace = RECORDER.write(problem, CountdownStyle.DIRECT);
      assertThat(trace)
          .isEqualTo(
              new Trace(StringCountdown.direct(problem), true, 0, problem.numbers().size() - 1));
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void theVerifierAgreesWithWhatATraceSaysOfItself(int number) {
    RandomStream random = Cases.random("agree", number);
    CountdownProblem problem = CountdownProblems.any(random, 5);
    List<Trace> traces = new ArrayList<>(List.of(RECORDER.randomPlay(problem, random)));
    for (CountdownStyle style : CountdownStyle.values()) {
      if (!style.isTerse() && (style != CountdownStyle.DIRECT || isSolvable(problem))) {
        traces.add(RECORDER.write(problem, style, number));
      }
    }
    for (Trace trace : traces) {
      Verdict verdict = CountdownVerifier.verify(problem, trace.text());
      assertThat(verdict.correct()).isEqualTo(trace.solved());
      assertThat(verdict.mistakes()).isEqualTo(trace.mistakes());
      assertThat(trace.text()).startsWith(CountdownTraces.prompt(problem));
      assertThat(trace.text().split("Exploring Operation", -1)).hasSize(trace.nodes() + 1);
      assertThat(LineJudge.judge(problem, trace.text()))
          .noneMatch(line -> line.judgment() == JudgedLine.Judgment.WRONG)
          .noneMatch(line -> line.judgment() == JudgedLine.Judgment.FALSE_GOAL);
    }
  }

  private static boolean isSolvable(CountdownProblem problem) {
    return !new CountdownSolver().firstSolution(problem).isEmpty();
  }

  @Test
  void randomPlayTakesEachLegalOperationEquallyOften() {
    CountdownProblem problem = new CountdownProblem(List.of(6, 3), 18);
    Map<String, Integer> played = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      Trace trace = RECORDER.randomPlay(problem, RandomStream.of(7, "play", i));
      played.merge(trace.text().split("\n", -1)[2], 1, Integer::sum);
    }
    assertThat(played)
        .containsOnlyKeys(
            "9,18 unequal: No Solution",
            "18,18 equal: Goal Reached",
            "3,18 unequal: No Solution",
            "2,18 unequal: No Solution");
    assertThat(played.values()).allMatch(count -> count > 900 && count < 1100);
  }

  @Test
  void valuesBeyondAnIntAreWrittenInFull() {
    CountdownProblem problem = new CountdownProblem(List.of(999, 999, 999, 999, 999, 999), 1);
    long largest = 0;
    for (int i = 0; i < 500; i++) {
      String text = RECORDER.randomPlay(problem, RandomStream.of(11, "large", i)).text();
      for (String line : text.lines().filter(line -> line.startsWith("Exploring")).toList()) {
        String[] parts = line.split("[ ,=]", -1);
        Matcher operation = Pattern.compile("(\\d+)(\\D)(\\d+)").matcher(parts[2]);
        assertThat(operation.matches()).isTrue();
        BigInteger left = new BigInteger(operation.group(1));
        BigInteger right = new BigInteger(operation.group(3));
        assertThat(evaluate(left, operation.group(2), right)).isEqualTo(parts[3]);
        largest = Math.max(largest, Long.parseLong(parts[3]));
      }
    }
    assertThat(largest).isGreaterThan(1_000_000_000_000L);
  }

  private static String evaluate(BigInteger left, String sign, BigInteger right) {
    BigInteger result =
        switch (sign) {
          case "+" -> left.add(right);
          case "*" -> left.multiply(right);
          case "-" -> left.subtract(right);
          default -> left.divide(right);
        };
    return result.toString();
  }

  private static int nodes(CountdownProblem problem, Heuristic heuristic) {
    SearchCount count = new SearchCount();
    new DepthFirstSearch().search(problem, heuristic, count);
    return count.explored();
  }
}
