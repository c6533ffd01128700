package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Question.JudgedLine.Judgment;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import dev.switchback.trace.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts on terse texts that are not as they should be. */
class TerseVerifierTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);
  private static final CountdownQuestion QUESTION = new CountdownQuestion(PROBLEM);
  private static final String TEXT = "72:86,24,38[86-24=62[62-38=24#38+62=100#]86-38=48[24+48=72.";

  static Stream<Integer> cases() {
    return Cases.count(200);
  }

  @Test
  void aSolutionIsCorrectUpToItsClaimWhateverFollows() {
    Verdict verdict = QUESTION.verify(TEXT + "]]]##.Goal");
    assertThat(verdict).isEqualTo(QUESTION.verify(TEXT));
    assertThat(verdict.correct()).isTrue();
    assertThat(verdict.correctPaper()).isTrue();
    assertThat(verdict.mistakes()).isEqualTo(2);
    assertThat(verdict.solutionEnd()).isEqualTo(TEXT.length());
    assertThat(QUESTION.judge(TEXT + "]#"))
        .extracting(line -> line.judgment())
        .endsWith(Judgment.GOAL, Judgment.AFTERWARDS, Judgment.AFTERWARDS);
  }

  @Test
  void aProblemIsReadFromTheTextAndComparedWhateverItsOrder() {
    assertThat(new CountdownQuestion(new CountdownProblem(List.of(24, 86, 38), 72)).verify(TEXT))
        .isEqualTo(QUESTION.verify(TEXT));
    assertThat(error(TEXT.replace("72:86", "73:86"))).isEqualTo("other-problem");
    assertThat(error(TEXT.replace("24,38[", "24,39["))).isEqualTo("other-problem");
    assertThat(error(TEXT.replace("24,38[", "024,38["))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("24,38[", "24,38,["))).isEqualTo("malformed");
    assertThat(error(TEXT.replace(",38[", ",38"))).isEqualTo("malformed");
    assertThat(error("72:86[")).isEqualTo("malformed");
    assertThat(error("72:")).isEqualTo("malformed");
  }

  @Test
  void eachCorruptionOfTheSolutionHasItsFault() {
    assertThat(error(TEXT.substring(0, TEXT.length() - 1))).isEqualTo("no-claim");
    assertThat(error(TEXT.replace("72.", "72#"))).isEqualTo("no-claim");
    assertThat(error(TEXT.replace("24+48=72", "24+48=73"))).isEqualTo("arithmetic");
    assertThat(error(TEXT.replace("86-38=48", "38-86=48"))).isEqualTo("arithmetic");
    assertThat(error(TEXT.replace("24+48=72", "48/24=72"))).isEqualTo("arithmetic");
    assertThat(error(TEXT.replace("24+48=72", "38+34=72"))).isEqualTo("unavailable-operand");
    assertThat(error(TEXT.replace("24+48=72", "86-14=72"))).isEqualTo("unavailable-operand");
    assertThat(error(TEXT.replace("24+48=72", "48-24=24"))).isEqualTo("wrong-claim");
    assertThat(error("38:86,24,38,1[86-24=62[62-24=38.")).isEqualTo("other-problem");
    CountdownQuestion left = new CountdownQuestion(new CountdownProblem(List.of(5, 3, 2), 8));
    assertThat(left.verify("8:5,3,2[5+3=8.").error()).contains("unused-number");
    assertThat(left.verify("8:5,3,2[5+3=8.").correctPaper()).isTrue();
    assertThat(error(TEXT.replace("24+48=72", "24+48"))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("24+48=72", "24+048=72"))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("86-38=48", "Current State"))).isEqualTo("malformed");
  }

  @Test
  void theWayBackIsPartOfTheText() {
    assertThat(error(TEXT.replace("#]86", "#86"))).isEqualTo("unavailable-operand");
    assertThat(error(TEXT.replace("#]86", "#]]86"))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("48[24", "48[[24"))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("100#]", "100##]"))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("48[24", "48#24"))).isEqualTo("unavailable-operand");
    assertThat(error(TEXT.replace("48[24", "48]24"))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("72.", "72[."))).isEqualTo("malformed");
    assertThat(error(TEXT.replace("48[24+48=72.", "48[."))).isEqualTo("malformed");
  }

  @Test
  void whatWasLeftAgainIsNotJudged() {
    assertThat(QUESTION.verify(TEXT.replace("62-38=24", "62-38=25")).correct()).isTrue();
    assertThat(QUESTION.verify(TEXT.replace("86-24=62", "86-25=62")).correct()).isTrue();
    assertThat(QUESTION.verify(TEXT.replace("62-38=24", "what")).correct()).isTrue();
    assertThat(QUESTION.verify(TEXT.replace("62-38=24#", "62-38=24[]")).correct()).isTrue();
  }

  @Test
  void onlyLeavesAreMistakes() {
    String dismissed = "72:86,24,38[86-24=62#86-38=48[24+48=72.";
    assertThat(QUESTION.verify(dismissed).correct()).isTrue();
    assertThat(QUESTION.verify(dismissed).mistakes()).isZero();
    assertThat(QUESTION.written(dismissed).nodes()).isEqualTo(3);
    assertThat(QUESTION.written(TEXT).firstMove()).contains("(86-24)");
    assertThat(QUESTION.written(TEXT).answer()).contains("((86-38)+24)");
  }

  @Test
  void readersSeeWhichStepIsWrong() {
    assertThat(judged(TEXT.replace("62-38=24", "62-38=25")))
        .containsExactly(
            Judgment.PROMPT,
            Judgment.RIGHT,
            Judgment.WRONG,
            Judgment.DEAD_END,
            Judgment.PLAIN,
            Judgment.RIGHT,
            Judgment.GOAL);
    assertThat(judged(TEXT.replace("86-24=62", "86-25=62")).get(1)).isEqualTo(Judgment.WRONG);
    assertThat(judged(TEXT.replace("24+48=72.", "24+48=72#")).get(6)).isEqualTo(Judgment.WRONG);
    assertThat(judged(TEXT.replace("86-38=48[24+48=72.", "86-38=48#]")))
        .endsWith(Judgment.WRONG, Judgment.WRONG);
    assertThat(judged(TEXT.replace("72.", "71."))).endsWith(Judgment.FALSE_GOAL);
    assertThat(judged("72:86,24,38[#.[86+24=110#").subList(1, 3))
        .containsExactly(Judgment.WRONG, Judgment.FALSE_GOAL);
  }

  @Test
  void theTreeMarksMistakes() {
    SearchTree tree =
        QUESTION.tree("72:86,24,38[86-24=63#24+1=25[38+25=63#]]4*[86-38=48[24+48=72#");
    assertThat(tree.nodes())
        .extracting(Node::move)
        .containsExactly("", "86-24=63", "24+1=25", "38+25=63", "4*", "86-38=48", "24+48=72");
    assertThat(tree.nodes().get(0).marks()).isEqualTo(Set.of(Mark.UNKNOWN_NODE));
    assertThat(tree.nodes().get(1).marks()).isEqualTo(Set.of(Mark.ARITHMETIC));
    assertThat(tree.nodes().get(2).marks()).isEqualTo(Set.of(Mark.UNAVAILABLE_OPERAND));
    assertThat(tree.nodes().get(4).marks()).isEqualTo(Set.of(Mark.UNREADABLE));
    assertThat(tree.nodes().get(6).marks()).isEqualTo(Set.of(Mark.FALSE_DEAD_END));
    assertThat(tree.nodes().get(6).parent()).isEqualTo(5);
    assertThat(tree.nodes().get(3).kind()).isEqualTo(Kind.DEAD_END);
    assertThat(tree.nodes().get(2).state()).isEqualTo("86, 38, 25");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyTextGetsAVerdictAndATree(int number) {
    RandomStream random = Cases.random("terse-fuzz", number);
    StringBuilder text = new StringBuilder(TEXT);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(text.length());
      String signs = "0123456789+-*/=[]#.,: n\u00e9";
      text.replace(at, at + random.nextInt(2), "" + signs.charAt(random.nextInt(signs.length())));
    }
    String written = text.toString();
    Verdict verdict = QUESTION.verify(written);
    assertThat(verdict.correct()).isEqualTo(verdict.error().isEmpty());
    assertThat(verdict.correctPaper() || !verdict.correct()).isTrue();
    assertThat(QUESTION.tree(written).owners()).hasSameSizeAs(QUESTION.judge(written));
    assertThat(QUESTION.written(written).nodes()).isNotNegative();
  }

  private static String error(String text) {
    Verdict verdict = QUESTION.verify(text);
    assertThat(verdict.correct()).isFalse();
    return verdict.error().orElseThrow();
  }

  private static List<Judgment> judged(String text) {
    return QUESTION.judge(text).stream().map(line -> line.judgment()).toList();
  }
}
