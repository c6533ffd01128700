package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.JudgedLine.Judgment;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts on terse texts that are not as they should be. */
class TerseSudokuVerifierTest {
  /** Solution: 4321 2143 3412 1234. */
  private static final SudokuPuzzle PUZZLE = new SudokuPuzzle("432121.....2..3.");

  private static final SudokuQuestion QUESTION = new SudokuQuestion(PUZZLE);
  private static final String PROMPT = QUESTION.prompt(TraceStyle.TERSE);
  private static final String RIGHT =
      "(1, 2) 4 (1, 3) 3 (2, 0) 3 (2, 1) 4 (2, 2) 1 (3, 0) 1 (3, 1) 2 (3, 3) 4";
  private static final String SOLVED =
      "(1, 2) 4 (1, 3) 3 (2, 0) 1 (2, 1) 4 nocand (2, 0) 3 (2, 1) 4 (2, 2) 1 (3, 0) 1 (3, 1) 2"
          + " (3, 3) 4";

  static Stream<Integer> cases() {
    return Cases.count(200);
  }

  @Test
  void aSolutionIsCorrectUpToTheLastCellWhateverFollows() {
    Verdict verdict = QUESTION.verify(PROMPT + SOLVED + " (0, 0) 3 nocand (3, 3) 2");
    assertThat(verdict)
        .isEqualTo(
            new Verdict(true, false, 1, Optional.empty(), PROMPT.length() + SOLVED.length()));
    assertThat(QUESTION.verify(PROMPT + SOLVED).correctPaper()).isTrue();
    assertThat(SudokuVerifier.verify(PROMPT + SOLVED)).isEqualTo(QUESTION.verify(PROMPT + SOLVED));
    assertThat(judged(SOLVED + " (0, 0) 4")).endsWith(Judgment.GOAL, Judgment.AFTERWARDS);
    assertThat(QUESTION.written(PROMPT + SOLVED).answer()).contains("4321214334121234");
    assertThat(QUESTION.written(PROMPT + SOLVED).nodes()).isEqualTo(10);
    assertThat(SudokuTraces.write(PUZZLE, SudokuStyle.TERSE_PLAIN, Guessing.USUAL).text())
        .isEqualTo(PROMPT + SOLVED);
  }

  @Test
  void theBoardIsReadAndCompared() {
    String text = PROMPT + SOLVED;
    assertThat(error(text.replace("(3, 2) 3 SOL_S", "(3, 2) 2 SOL_S"))).isEqualTo("malformed");
    assertThat(error(text.replace("(3, 2) 3 SOL_S", "SOL_S"))).isEqualTo("other-problem");
    assertThat(error(text.replace("SOL_S", ""))).isEqualTo("malformed");
    assertThat(error(text.replace("SOL_S", "nocand SOL_S"))).isEqualTo("malformed");
    assertThat(error(text.replace("(0, 1) 3", "(0, 1) = 3"))).isEqualTo("malformed");
    assertThat(SudokuVerifier.problemOf(text)).contains(PUZZLE);
    assertThat(SudokuVerifier.beginsWithBoard(text)).isTrue();
  }

  @Test
  void eachCorruptionOfTheSolutionHasItsFault() {
    String text = PROMPT + RIGHT;
    assertThat(QUESTION.verify(text).correct()).isTrue();
    assertThat(error(text.replace(" (3, 3) 4", ""))).isEqualTo("unfilled-cell");
    assertThat(error(text.replace("(3, 3) 4", "(3, 3) 1"))).isEqualTo("wrong-cell");
    assertThat(error(text.replace("(3, 3) 4", "(5, 3) 4"))).isEqualTo("unfilled-cell");
    assertThat(error(text.replace("(3, 3) 4", "(3, 3) = 4"))).isEqualTo("unfilled-cell");
    assertThat(error(text.replace("(3, 3) 4", "(3, 3)"))).isEqualTo("unfilled-cell");
    assertThat(error(PROMPT + "(0, 0) 2 " + RIGHT)).isEqualTo("changed-given");
    assertThat(error(text.replace("(3, 1) 2", "nocand (3, 1) 4 (3, 1) 2 (3, 3) 1")))
        .isEqualTo("illegal-revert");
  }

  @Test
  void whatWasTakenBackIsGone() {
    String back = "(1, 2) 4 (1, 3) 3 (2, 0) 3 (2, 1) 4 nocand (2, 0) 1 (2, 1) 4";
    assertThat(error(PROMPT + back)).isEqualTo("unfilled-cell");
    assertThat(QUESTION.verify(PROMPT + back).mistakes()).isEqualTo(1);
    String forced = "(1, 2) 4 (1, 3) 3 (2, 0) 3 nocand (1, 3) 3";
    assertThat(QUESTION.verify(PROMPT + forced).mistakes()).isEqualTo(2);
    assertThat(error(PROMPT + forced)).isEqualTo("illegal-revert");
    assertThat(QUESTION.verify(PROMPT + "(1, 2) 4 nocand nocand").mistakes()).isZero();
  }

  @Test
  void readersSeeWhichStepIsWrong() {
    assertThat(
            judged("(1, 2) 4 (1, 3) 3 (1, 3) 3 (9, 9) 1 (2, 1) 1 (2, 0) 0 Current (2, 0) 1")
                .subList(1, 9))
        .containsExactly(
            Judgment.RIGHT,
            Judgment.RIGHT,
            Judgment.WRONG,
            Judgment.WRONG,
            Judgment.WRONG,
            Judgment.WRONG,
            Judgment.PLAIN,
            Judgment.WRONG);
    assertThat(judged("(2, 0) 1 nocand (2, 0) 3 nocand (3, 0) 1").subList(1, 6))
        .containsExactly(
            Judgment.RIGHT, Judgment.DEAD_END, Judgment.RIGHT, Judgment.WRONG, Judgment.WRONG);
    assertThat(judged(RIGHT.replace("(3, 3) 4", "(3, 3) 1"))).endsWith(Judgment.FALSE_GOAL);
  }

  @Test
  void guessesBranchAndAreTakenBack() {
    SearchTree tree = QUESTION.tree(PROMPT + SOLVED);
    assertThat(tree.nodes())
        .containsExactly(
            new Node(SearchTree.NONE, "", "10 filled", Kind.ROOT, Set.of()),
            new Node(0, "(2,0)=1", "12 filled", Kind.DEAD_END, Set.of()),
            new Node(0, "(2,0)=3", "16 filled", Kind.INNER, Set.of()),
            new Node(2, "solved", "16 filled", Kind.GOAL, Set.of()));
    assertThat(tree.owners()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3);
    SearchTree lost = QUESTION.tree(PROMPT + "(2, 0) 3 nocand (3, 0) 1");
    assertThat(lost.nodes().get(1).marks())
        .isEqualTo(Set.of(Mark.FALSE_DEAD_END, Mark.UNKNOWN_NODE));
  }

  @Test
  void aFullTextIsReadAsBeforeWhateverStandsInIt() {
    String full = SudokuTraces.prompt(PUZZLE) + "(1, 2) 4 \n(1, 2) = 4 \n(1, 3) 3\n";
    assertThat(QUESTION.written(full).nodes()).isEqualTo(1);
    assertThat(QUESTION.judge(full))
        .extracting(JudgedLine::judgment)
        .endsWith(Judgment.PLAIN, Judgment.RIGHT, Judgment.PLAIN);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyTextGetsAVerdictAndATree(int number) {
    RandomStream random = Cases.random("terse-sudoku-fuzz", number);
    StringBuilder text = new StringBuilder(PROMPT + SOLVED);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(text.length());
      String signs = "0123456789(), =n\nS\u00e9";
      text.replace(at, at + random.nextInt(2), "" + signs.charAt(random.nextInt(signs.length())));
    }
    String written = text.toString();
    Verdict verdict = QUESTION.verify(written);
    assertThat(verdict.correct()).isEqualTo(verdict.error().isEmpty());
    assertThat(QUESTION.tree(written).owners()).hasSameSizeAs(QUESTION.judge(written));
    assertThat(QUESTION.written(written).nodes()).isNotNegative();
  }

  private static String error(String text) {
    Verdict verdict = QUESTION.verify(text);
    assertThat(verdict.correct()).isFalse();
    return verdict.error().orElseThrow();
  }

  private static List<Judgment> judged(String completion) {
    return QUESTION.judge(PROMPT + completion).stream().map(JudgedLine::judgment).toList();
  }
}
