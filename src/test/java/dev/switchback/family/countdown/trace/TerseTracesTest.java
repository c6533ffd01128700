package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.JudgedLine.Judgment;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Node;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Terse traces beside those in the full grammar. */
class TerseTracesTest {
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);

  /** What each terse style is in the full grammar. */
  private static final Map<CountdownStyle, CountdownStyle> PAIRS =
      Arrays.stream(CountdownStyle.values())
          .filter(CountdownStyle::isTerse)
          .collect(
              Collectors.toMap(
                  style -> style,
                  style -> CountdownStyle.of(style.key().substring("terse-".length()))));

  private final TraceRecorder recorder = new TraceRecorder();
  private final CountdownSolver solver = new CountdownSolver();

  @Test
  void theGrammarIsThatOfItsPage() {
    assertThat(terse(CountdownStyle.TERSE_DFS_MULT))
        .isEqualTo("72:86,24,38[86-24=62[62-38=24#38+62=100#]86-38=48[24+48=72.");
    assertThat(terse(CountdownStyle.TERSE_THINK))
        .isEqualTo("72:86,24,38[86-24=62#86-38=48[24+48=72.");
    assertThat(terse(CountdownStyle.TERSE_DIRECT)).isEqualTo("72:86,24,38[86+24=110[110-38=72.");
    assertThat(new CountdownQuestion(PROBLEM).prompt(TraceStyle.TERSE)).isEqualTo("72:86,24,38[");
  }

  private String terse(CountdownStyle style) {
    return recorder.write(PROBLEM, style).text();
  }

  @Test
  void aTerseTraceIsTheFullOneNodeByNode() {
    assertThat(PAIRS).hasSize(4);
    replay(150);
  }

  @Tag("slow")
  @Test
  void tenThousandTerseTracesAreTheFullOnesNodeByNode() {
    replay(10_000);
  }

  private void replay(int problems) {
    for (int number = 0; number < problems; number++) {
      CountdownProblem problem =
          CountdownProblems.any(Cases.random("terse", number), number % 40 == 0 ? 4 : 3);
      boolean solvable = !solver.firstSolution(problem).isEmpty();
      PAIRS.forEach(
          (terse, full) -> {
            if (solvable || terse != CountdownStyle.TERSE_DIRECT) {
              compare(problem, terse, full);
            }
          });
    }
  }

  private void compare(CountdownProblem problem, CountdownStyle terseStyle, CountdownStyle style) {
    Trace full = recorder.write(problem, style);
    Trace terse = recorder.write(problem, terseStyle);
    CountdownQuestion question = new CountdownQuestion(problem);

    assertThat(terse.text()).isEqualTo(Terse.ofFull(full.text()));
    if (style != CountdownStyle.DIRECT) {
      assertThat(Terse.ordered(Terse.toFull(terse.text()))).isEqualTo(Terse.ordered(full.text()));
    }
    assertThat(terse)
        .isEqualTo(new Trace(terse.text(), full.solved(), full.mistakes(), full.nodes()));
    SearchTree tree = question.tree(terse.text());
    assertThat(nodes(tree)).isEqualTo(nodes(question.tree(full.text())));
    assertThat(question.written(terse.text())).isEqualTo(question.written(full.text()));
    Verdict expected = question.verify(full.text());
    int end = expected.solutionEnd() < 0 ? -1 : terse.text().length();
    Verdict verdict = question.verify(terse.text());
    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                expected.correct(),
                expected.correctPaper(),
                expected.mistakes(),
                expected.error(),
                end));
    assertThat(CountdownVerifier.verify(terse.text())).isEqualTo(verdict);
    comesBack(question.prompt(TraceStyle.TERSE), terse.text());
    everyStepIsRight(question, tree, terse.text());
  }

  private static List<Node> nodes(SearchTree tree) {
    return tree.nodes().stream()
        .map(
            node ->
                new Node(
                    node.parent(),
                    node.move(),
                    Terse.ordered("[" + node.state() + "]"),
                    node.kind(),
                    node.marks()))
        .toList();
  }

  /** In tokens too a trace begins with its prompt, and both come back. */
  private static void comesBack(String prompt, String text) {
    int[] tokens = TOKENIZER.encode(text);
    assertThat(tokens).hasSize(text.length()).startsWith(TOKENIZER.encode(prompt));
    assertThat(tokens).doesNotContain(TOKENIZER.unknown());
    assertThat(TOKENIZER.decode(tokens)).isEqualTo(text).startsWith(prompt);
    assertThat(TOKENIZER.decode(TOKENIZER.startedWith(prompt))).isEqualTo(prompt);
    assertThat(TOKENIZER.encodeFramed(text)).hasSize(text.length() + 2);
  }

  private static void everyStepIsRight(CountdownQuestion question, SearchTree tree, String text) {
    List<JudgedLine> steps = question.judge(text);
    assertThat(steps.stream().map(JudgedLine::text).collect(Collectors.joining())).isEqualTo(text);
    assertThat(tree.owners()).hasSameSizeAs(steps);
    assertThat(steps)
        .extracting(JudgedLine::judgment)
        .startsWith(Judgment.PROMPT)
        .doesNotContain(Judgment.WRONG, Judgment.FALSE_GOAL, Judgment.AFTERWARDS);
  }

  @Test
  void aCutTextIsReadAsFarAsItGoes() {
    CountdownQuestion question = new CountdownQuestion(PROBLEM);
    String text = terse(CountdownStyle.TERSE_DFS_MULT);
    int prompt = question.prompt(TraceStyle.TERSE).length();
    IntStream.range(prompt, text.length())
        .mapToObj(end -> text.substring(0, end))
        .forEach(
            cut -> {
              assertThat(question.verify(cut).error()).contains("no-claim");
              assertThat(TOKENIZER.decode(TOKENIZER.encode(cut))).isEqualTo(cut);
              assertThat(question.tree(cut).owners()).hasSameSizeAs(question.judge(cut));
            });
  }
}
