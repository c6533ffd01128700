package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import dev.switchback.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeReaderTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(3, 7, 8, 8), 24);
  private static final String PROMPT = "Current State: 24:[3, 7, 8, 8], Operations: []\n";

  static Stream<Integer> cases() {
    return Cases.count(60);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TERSE_.*")
  void aTraceOfOursHasTheNodesAndDeadEndsThatItsSearchCounted(CountdownStyle style) {
    for (int number = 0; number < 40; number++) {
      CountdownProblem problem = CountdownProblems.any(Cases.random("tree", number), 4);
      if (style == CountdownStyle.DIRECT && StringCountdown.solutions(problem).isEmpty()) {
        continue;
      }
      Trace trace = CountdownTraces.write(problem, style);
      SearchTree tree = new CountdownQuestion(problem).tree(trace.text());
      long dismissed = trace.text().lines().filter(line -> line.endsWith("] No Solution")).count();

      assertThat(tree.written()).isEqualTo(1 + trace.nodes());
      assertThat(tree.nodes()).hasSize(tree.written());
      assertThat(tree.count(Kind.DEAD_END)).isEqualTo(trace.mistakes() + dismissed);
      assertThat(tree.count(Kind.GOAL)).isEqualTo(trace.solved() ? 1 : 0);
      assertThat(tree.count(Kind.FALSE_GOAL)).isZero();
      assertThat(tree.mistaken()).isZero();
      everyNodeIsWhatItsOperationMakesOfItsParent(problem, tree);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStackedTraceHasTwoTrees(int number) {
    RandomStream random = Cases.random("stacked-tree", number);
    List<Integer> numbers =
        new ArrayList<>(IntStream.range(0, 8).map(i -> 1 + random.nextInt(20)).boxed().toList());
    StackedProblem problem = new StackedProblem(numbers, 1 + random.nextInt(60));
    Trace trace = new StackedTraceRecorder().write(problem, StackedStyle.DFS);
    SearchTree tree = new StackedQuestion(problem).tree(trace.text());

    long made = trace.text().lines().filter(line -> line.contains(" equal")).count();
    assertThat(tree.written()).isEqualTo(3 + trace.nodes());
    assertThat(tree.count(Kind.ROOT)).isEqualTo(3);
    assertThat(tree.nodes().stream().filter(node -> node.parent() == 0).map(Node::move))
        .containsExactly("first half", "second half");
    assertThat(tree.count(Kind.DEAD_END) + tree.count(Kind.GOAL))
        .isEqualTo(trace.mistakes() + made);
    assertThat(tree.mistaken()).isZero();
  }

  @Test
  void linesAreAboutTheirNodes() {
    String text = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_MULT).text();
    SearchTree tree = new CountdownQuestion(PROBLEM).tree(text);
    List<String> lines = text.lines().toList();
    assertThat(tree.owners()).hasSize(lines.size()).doesNotContain(SearchTree.NONE);
    assertThat(tree.nodes().get(0).kind()).isEqualTo(Kind.ROOT);
    assertThat(tree.nodes().get(1))
        .isEqualTo(new Node(0, "7-3=4", "8, 8, 4", Kind.INNER, Set.of()));
    assertThat(tree.lines(1).stream().map(lines::get).distinct())
        .containsExactly(
            "Exploring Operation: 7-3=4, Resulting Numbers: [8, 8, 4]",
            "Generated Node #0,0: 24:[8, 8, 4] Operation: 7-3=4",
            "Moving to Node #0,0",
            "Current State: 24:[8, 8, 4], Operations: ['7-3=4']");
  }

  @Test
  void wrongOperationsAreMarked() {
    SearchTree tree =
        tree(
            """
            Exploring Operation: 8*3=25, Resulting Numbers: [7, 8, 25]
            Exploring Operation: 9+7=16, Resulting Numbers: [3, 8, 16]
            Exploring Operation: 8-7=1, Resulting Numbers: [3, 8]
            Exploring Operation: 8-7=1, Resulting Numbers: [8, 1, 3]
            Exploring Operation: 8-8=0
            Exploring Operation: Goal Reached
            """);
    assertThat(tree.nodes().stream().skip(1).map(Node::orderedMarks))
        .containsExactly(
            List.of(Mark.ARITHMETIC),
            List.of(Mark.UNAVAILABLE_OPERAND),
            List.of(Mark.WRONG_NUMBERS),
            List.of(Mark.REPEATED),
            List.of(Mark.UNREADABLE),
            List.of(Mark.UNREADABLE));
    assertThat(tree.nodes().get(4).isMistaken()).isFalse();
    assertThat(tree.mistaken()).isEqualTo(5);
    assertThat(tree.nodes()).extracting(Node::kind).containsOnly(Kind.ROOT, Kind.ABANDONED);
  }

  @Test
  void deadEndsThatAreNoneAreMarked() {
    SearchTree tree =
        tree(
            """
            Exploring Operation: 8+8=16, Resulting Numbers: [3, 7, 16]
            Generated Node #0,0: 24:[3, 7, 16] Operation: 8+8=16
            Moving to Node #0,0
            Current State: 24:[3, 7, 16], Operations: ['8+8=16']
            Exploring Operation: 7-3=4, Resulting Numbers: [16, 4]
            [16, 8] No Solution
            Exploring Operation: 7+3=10, Resulting Numbers: [16, 10]
            [16, 10] No Solution
            24,24 unequal: No Solution
            """);
    assertThat(tree.nodes()).extracting(Node::parent).containsExactly(-1, 0, 1, 1);
    assertThat(tree.nodes())
        .extracting(Node::kind)
        .containsExactly(Kind.ROOT, Kind.INNER, Kind.DEAD_END, Kind.DEAD_END);
    assertThat(tree.nodes().get(2).marks()).containsExactly(Mark.FALSE_DEAD_END);
    assertThat(tree.nodes().get(3).marks()).containsExactly(Mark.FALSE_DEAD_END);
  }

  @Test
  void aNodeThatWasNeverWrittenIsAddedBelowTheOneWithTheNearestName() {
    SearchTree tree =
        tree(
            """
            Exploring Operation: 7-3=4, Resulting Numbers: [8, 8, 4]
            Generated Node #0,0: 24:[8, 8, 4] Operation: 7-3=4
            Moving to Node #0,0,5
            Current State: 24:[8, 12], Operations: ['7-3=4', '8+4=12']
            Exploring Operation: 8+12=20, Resulting Numbers: [20]
            20,24 unequal: No Solution
            Moving to Node #0,0,5
            Current State: 24:[8, 12], Operations: ['7-3=4', '8+4=12']
            Exploring Operation: 12-8=4, Resulting Numbers: [4]
            4,24 unequal: No Solution
            """);
    Node jumped = tree.nodes().get(2);
    assertThat(jumped).isEqualTo(new Node(1, "#0,0,5", "8, 12", Kind.INNER, jumped.marks()));
    assertThat(jumped.marks()).containsExactly(Mark.UNKNOWN_NODE);
    assertThat(tree.nodes()).extracting(Node::parent).containsExactly(-1, 0, 1, 2, 2);
    assertThat(tree.mistaken()).isEqualTo(1);
  }

  @Test
  void aStateThatWasNeverExploredIsAddedWhereItsOperationsLead() {
    SearchTree tree =
        tree(
            """
            Exploring Operation: 7-3=4, Resulting Numbers: [8, 8, 4]
            Current State: 24:[8, 12], Operations: ['7-3=4', '8+4=12']
            Exploring Operation: 12-8=4, Resulting Numbers: [4]
            """);
    assertThat(tree.nodes()).extracting(Node::parent).containsExactly(-1, 0, 1, 2);
    assertThat(tree.nodes().get(2).move()).isEqualTo("8+4=12");
    assertThat(tree.nodes().get(2).marks()).containsExactly(Mark.UNKNOWN_NODE);
  }

  @Test
  void namesAndStatesThatDisagreeAreMarked() {
    SearchTree tree =
        tree(
            """
            Exploring Operation: 7-3=4, Resulting Numbers: [8, 8, 4]
            Generated Node #0,0: 24:[8, 8, 4] Operation: 7-3=4
            Exploring Operation: 8-7=1, Resulting Numbers: [3, 8, 1]
            Generated Node #0,0: 24:[3, 8, 1] Operation: 8-7=1
            Exploring Operation: 8+7=15, Resulting Numbers: [3, 8, 15]
            Generated Node #0,2: 24:[3, 8, 16] Operation: 8+7=15
            Moving to Node #0,2
            Current State: 24:[8, 8, 4], Operations: ['7-3=4']
            Exploring Operation: 8+4=12, Resulting Numbers: [8, 12]
            """);
    assertThat(tree.nodes().get(1).marks()).isEmpty();
    assertThat(tree.nodes().get(2).marks()).containsExactly(Mark.NAME_TAKEN);
    assertThat(tree.nodes().get(3).marks()).containsExactly(Mark.WRONG_NUMBERS);
    assertThat(tree.nodes().get(4).parent()).isEqualTo(1);
  }

  @Test
  void whatFollowsTheClaimIsNoPartOfTheTree() {
    String text =
        PROMPT
            + """
            Exploring Operation: 3*8=24, Resulting Numbers: [7, 8, 24]
            24,24 equal: Goal Reached
            Exploring Operation: 7+8=15, Resulting Numbers: [24, 15]
            """;
    SearchTree tree = new CountdownQuestion(PROBLEM).tree(text);
    assertThat(tree.nodes()).hasSize(2);
    assertThat(tree.nodes().get(1).kind()).isEqualTo(Kind.FALSE_GOAL);
    assertThat(tree.owners()).containsExactly(0, 1, 1, SearchTree.NONE);
  }

  @Test
  void aLargeTreeIsCutAndCounted() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("Exploring Operation: 7-3=").append(i).append(", Resulting Numbers: [8, 8]\n");
    }
    SearchTree tree = tree(text.toString());
    assertThat(tree.nodes()).hasSize(SearchTree.LARGEST);
    assertThat(tree.written()).isEqualTo(3001);
    assertThat(tree.owners()).hasSize(3001);
    assertThat(tree.owners().stream().mapToInt(Integer::intValue).max())
        .hasValue(SearchTree.LARGEST - 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyTextHasATree(int number) {
    RandomStream random = Cases.random("tree-damage", number);
    CountdownProblem problem = CountdownProblems.any(random, 4);
    String text = CountdownTraces.write(problem, CountdownStyle.DFS_SUM).text();
    String damaged = damaged(text, random);
    for (SearchTree tree :
        List.of(
            new CountdownQuestion(problem).tree(damaged),
            new StackedQuestion(new StackedProblem(List.of(1, 2, 3, 3, 9, 1, 7, 7), 24))
                .tree(damaged))) {
      assertThat(tree.owners()).hasSize((int) damaged.lines().count());
      assertThat(tree.owners()).allMatch(owner -> owner < tree.nodes().size());
      IntStream.range(1, tree.nodes().size())
          .forEach(i -> assertThat(tree.nodes().get(i).parent()).isBetween(0, i - 1));
      assertThat(tree.nodes()).allMatch(node -> node.move().length() <= 80);
    }
  }

  @Test
  void noTextHasTheProblemForATree() {
    assertThat(new CountdownQuestion(PROBLEM).tree("").nodes())
        .containsExactly(new Node(SearchTree.NONE, "", "3, 7, 8, 8", Kind.ROOT, Set.of()));
  }

  private static SearchTree tree(String completion) {
    return new CountdownQuestion(PROBLEM).tree(PROMPT + completion);
  }

  private static void everyNodeIsWhatItsOperationMakesOfItsParent(
      CountdownProblem problem, SearchTree tree) {
    for (Node node : tree.nodes().subList(1, tree.nodes().size())) {
      List<Long> before = numbers(tree.nodes().get(node.parent()).state());
      TreeReader.Step step =
          new TreeReader.Step(before, LineParser.operation(node.move()).orElseThrow());
      assertThat(step.marks()).isEmpty();
      assertThat(step.leaves(numbers(node.state()))).isTrue();
    }
    assertThat(numbers(tree.nodes().get(0).state()))
        .isEqualTo(problem.numbers().stream().map(Integer::longValue).toList());
  }

  private static List<Long> numbers(String state) {
    return Stream.of(state.split(", ")).map(Long::valueOf).toList();
  }

  /** A text with lines left out, swapped, cut and changed. */
  private static String damaged(String text, RandomStream random) {
    StringBuilder damaged = new StringBuilder();
    for (String line : text.lines().toList()) {
      switch (random.nextInt(8)) {
        case 0 -> {}
        case 1 -> damaged.append(line, 0, random.nextInt(line.length() + 1)).append('\n');
        case 2 -> damaged.append(line.replace((char) ('0' + random.nextInt(10)), '7')).append('\n');
        case 3 -> damaged.insert(0, line + "\n");
        case 4 -> damaged.append(line.replace(", ", ",")).append("\r\n");
        default -> damaged.append(line).append('\n');
      }
    }
    return damaged.toString();
  }
}
