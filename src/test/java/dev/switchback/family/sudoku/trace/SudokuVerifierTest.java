package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SudokuVerifierTest {
  private static final Guessing ROW_MAJOR =
      new Guessing(GuessOrder.ROW_MAJOR, Propagation.SINGLE_PASS);
  private static final SudokuPuzzle PUZZLE = new SudokuPuzzle("123434122143432.");
  private static final String PROMPT = SudokuTraces.prompt(PUZZLE);

  /** Solution: 1234 3412 2143 4321. */
  private static final SudokuPuzzle OPEN = new SudokuPuzzle("12343412........");

  static Stream<Integer> cases() {
    return Cases.count(100);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ourTracesAreCorrectInEveryStyle(int number) {
    RandomStream random = Cases.random("sudoku-verify", number);
    int size = number % 4 == 0 ? 4 : number % 4 == 1 ? 6 : 9;
    SudokuPuzzle puzzle =
        number % 3 == 0 ? RandomSudoku.any(random, size) : RandomSudoku.unique(random, size);
    for (SudokuStyle style : SudokuStyle.values()) {
      if (style.isTerse() || style == SudokuStyle.PLAIN && size == 9) {
        continue; // many thousand guesses
      }
      Guessing guessing = number % 2 == 0 ? Guessing.USUAL : ROW_MAJOR;
      Trace trace = SudokuTraces.write(puzzle, style, guessing);
      Verdict verdict = SudokuVerifier.verify(puzzle, trace.text());
      assertThat(verdict)
          .isEqualTo(
              new Verdict(
                  true, true, trace.mistakes(), Optional.empty(), trace.text().length() - 1));
      assertThat(new SudokuQuestion(puzzle).verify(trace.text())).isEqualTo(verdict);
    }
  }

  @Test
  void aTextInWhichTokensStandAsWordsIsTheSame() {
    for (SudokuStyle style : SudokuStyle.values()) {
      String text = SudokuTraces.write(OPEN, style, Guessing.USUAL).text();
      Verdict verdict = SudokuVerifier.verify(OPEN, text);
      String words = text.replace("\n", " n ").replaceAll(" +", " ").strip();
      for (String decoded :
          List.of(words, "MASK START " + words + " END MASK", words + " END (0, 0) = 7")) {
        Verdict other = SudokuVerifier.verify(OPEN, decoded);

        assertThat(other.correct()).as(decoded).isTrue();
        assertThat(other.mistakes()).isEqualTo(verdict.mistakes());
        assertThat(decoded.substring(0, other.solutionEnd()).replaceAll("^MASK START| n|\\s", ""))
            .isEqualTo(text.substring(0, verdict.solutionEnd()).replaceAll("\\s", ""));
        assertThat(SudokuVerifier.problemOf(decoded)).contains(OPEN);
        assertThat(new SudokuQuestion(OPEN).faithfulness(decoded, style.key()).rightLines())
            .isEqualTo(new SudokuQuestion(OPEN).faithfulness(text, style.key()).rightLines());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aChangedDigitIsFound(int number) {
    RandomStream random = Cases.random("sudoku-mutation", number);
    int size = number % 4 == 0 ? 4 : number % 4 == 1 ? 6 : 9;
    SudokuPuzzle puzzle = RandomSudoku.minimal(random, size);
    String prompt = SudokuTraces.prompt(puzzle);
    List<String> lines =
        new ArrayList<>(
            SudokuTraces.write(puzzle, SudokuStyle.DIRECT, Guessing.USUAL)
                .text()
                .substring(prompt.length())
                .lines()
                .toList());
    int changed = random.nextInt(lines.size() - 1);
    String line = lines.get(changed);
    int digit = line.charAt(9) - '0';
    int other = 1 + (digit + random.nextInt(size - 1)) % size;
    lines.set(changed, line.substring(0, 9) + other + " ");
    assertFault(puzzle, prompt + String.join("\n", lines) + "\n", SudokuFault.WRONG_CELL);
    lines.add(lines.size() - 1, line);
    assertThat(SudokuVerifier.verify(puzzle, prompt + String.join("\n", lines)).correct()).isTrue();
    lines.remove(lines.size() - 2);
    lines.remove(changed);
    assertFault(puzzle, prompt + String.join("\n", lines), SudokuFault.UNFILLED_CELL);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void anyTextGetsAVerdictAndIsJudged(int number) {
    RandomStream random = Cases.random("sudoku-fuzz", number);
    SudokuPuzzle puzzle = RandomSudoku.any(random, number % 2 == 0 ? 4 : 9);
    StringBuilder text =
        new StringBuilder(SudokuTraces.write(puzzle, SudokuStyle.NAIVE, ROW_MAJOR).text());
    text.setLength(Math.min(text.length(), 3000));
    Tokenizer tokenizer = SudokuTokenizer.INSTANCE;
    for (int mutation = 0; mutation < 30; mutation++) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, at + random.nextInt(20));
        case 1 ->
            text.insert(at, tokenizer.decode(new int[] {random.nextInt(109), random.nextInt(109)}));
        case 2 -> text.insert(at, (char) random.nextInt(random.nextInt(2) == 0 ? 128 : 65536));
        default -> text.insert(at, "\n(8, 8) = " + random.nextInt(10) + " \n");
      }
      String mutated = text.toString();
      Verdict verdict = SudokuVerifier.verify(puzzle, mutated);
      assertThat(verdict.correct()).isEqualTo(verdict.error().isEmpty());
      assertThat(verdict.solutionEnd()).isBetween(-1, mutated.length());
      assertThat(SudokuVerifier.verify(mutated).correct()).isIn(true, false);
      assertThat(
              String.join(
                      "",
                      new SudokuQuestion(puzzle)
                          .judge(mutated).stream().map(line -> line.text() + "\n").toList())
                  .stripTrailing())
          .isEqualTo(mutated.stripTrailing());
    }
  }

  @Test
  void theLastDigitOfACellCountsAndGivensMustBeKept() {
    assertCorrect(PUZZLE, PROMPT + "(3, 3) = 2 \n(3, 3) = 1 \nSOL_E\n");
    assertCorrect(PUZZLE, PROMPT + "(0, 0) = 1 \n(3, 3) = 1 \nSOL_E\n");
    assertFault(PUZZLE, PROMPT + "(0, 0) = 2 \n(3, 3) = 1 \n", SudokuFault.CHANGED_GIVEN);
    assertFault(PUZZLE, PROMPT + "(3, 3) = 2 \n(3, 3) = 1 \n", SudokuFault.WRONG_CELL);
    assertFault(PUZZLE, PROMPT + "(3, 3) = 0 \nSOL_E\n", SudokuFault.UNFILLED_CELL);
    assertFault(PUZZLE, PROMPT + "(3, 3) = 9 \n", SudokuFault.WRONG_CELL);
    assertFault(PUZZLE, PROMPT + "SOL_E\n(3, 3) = 1 \n", SudokuFault.UNFILLED_CELL);
  }

  @Test
  void thePapersRuleTakesTheLastDigitsOfTheWholeText() {
    String late = PROMPT + "SOL_E\n(3, 3) = 1 \n";
    assertThat(SudokuVerifier.verify(PUZZLE, late).correctPaper()).isTrue();
    String reverted =
        PROMPT + "guess: (3, 3) [1] = 1 \n(3, 3) = 1 \nrevert: (3, 3) [1] = none \nSOL_E\n";
    assertThat(SudokuVerifier.verify(PUZZLE, reverted).correctPaper()).isTrue();
    assertFault(PUZZLE, reverted, SudokuFault.UNFILLED_CELL);
    assertThat(SudokuVerifier.verify(PUZZLE, PROMPT + "(3, 3) = 1 \n(0, 0) = 2 \n").correctPaper())
        .isFalse();
  }

  @Test
  void aRevertUndoesWhatCameAfterItsGuess() {
    String guesses =
        "guess: (2, 0) [2, 4] = 2 \n(2, 0) = 2 \n(2, 1) = 1 \n"
            + "guess: (2, 2) [3, 4] = 3 \n(2, 2) = 3 \n(2, 0) = 4 \n";
    String rest = "(2, 2) = 4 \n(2, 3) = 3 \n(3, 0) = 4 \n(3, 1) = 3 \n(3, 2) = 2 \n(3, 3) = 1 \n";
    String prompt = SudokuTraces.prompt(OPEN);
    String undone = prompt + guesses + "revert: (2, 2) [3, 4] = none \n" + rest + "SOL_E";
    assertThat(SudokuVerifier.verify(OPEN, undone).correct()).isTrue();
    assertThat(SudokuVerifier.verify(OPEN, undone).correctPaper()).isFalse();
    assertFault(
        OPEN,
        prompt + guesses + "revert: (2, 0) [2, 4] = none \n" + rest + "SOL_E",
        SudokuFault.UNFILLED_CELL);
    assertFault(
        OPEN,
        prompt + guesses + "revert: (2, 1) [1] = none \n" + rest + "SOL_E",
        SudokuFault.ILLEGAL_REVERT);
    Verdict verdict =
        SudokuVerifier.verify(
            OPEN, prompt + "revert: (2, 1) [1] = none \n(2, 0) = 2 \n(2, 1) = 1 \n" + rest);
    assertThat(verdict.correct()).isTrue();
    assertThat(verdict.mistakes()).isEqualTo(1);
  }

  @Test
  void whereAPuzzleHasSeveralSolutionsAnyWillDo() {
    SudokuPuzzle puzzle = new SudokuPuzzle("12..34..........");
    assertThat(new SudokuSolver(4).unique(puzzle)).isFalse();
    String prompt = SudokuTraces.prompt(puzzle);
    for (String solution : List.of("1234341221434321", "1234341243212143", "1243342121344312")) {
      StringBuilder text = new StringBuilder(prompt);
      for (int cell = 0; cell < SudokuShape.of(4).cells(); cell++) {
        text.append("(%d, %d) = %s \n".formatted(cell / 4, cell % 4, solution.charAt(cell)));
      }
      assertCorrect(puzzle, text.toString());
    }
  }

  @Test
  void theBoardMustBeThePuzzles() {
    String solved = SudokuTraces.write(OPEN, SudokuStyle.NAIVE, ROW_MAJOR).text();
    assertFault(PUZZLE, solved, SudokuFault.OTHER_PROBLEM);
    assertFault(PUZZLE, solved.replace("solving", "solvent"), SudokuFault.MALFORMED);
    assertFault(PUZZLE, solved.replace("(0, 1) = 2  \n", "(0, 1) = 1  \n"), SudokuFault.MALFORMED);
    assertFault(PUZZLE, solved.substring(0, 40), SudokuFault.MALFORMED);
    assertFault(PUZZLE, "", SudokuFault.UNFILLED_CELL);
    assertThat(SudokuVerifier.verify("").error()).contains("malformed");
    assertThat(SudokuVerifier.verify("(3, 3) = 1 \nSOL_E\n").error()).contains("malformed");
    assertCorrect(PUZZLE, "(3, 3) = 1 \n");
    SudokuPuzzle blank = new SudokuPuzzle(".".repeat(81));
    assertFault(blank, SudokuTraces.prompt(blank), SudokuFault.UNFILLED_CELL);
  }

  @Test
  void theSolutionEndsAtItsMarkOrWhereTheBoardIsFull() {
    String move = "(3, 3) = 1 \n";
    assertThat(SudokuVerifier.verify(PUZZLE, PROMPT + move + "rest \nSOL_E\nmore").solutionEnd())
        .isEqualTo((PROMPT + move + "rest \nSOL_E").length());
    assertThat(SudokuVerifier.verify(PUZZLE, PROMPT + move + "rest").solutionEnd())
        .isEqualTo(PROMPT.length() + "(3, 3) = 1".length());
    assertThat(SudokuVerifier.verify(PUZZLE, PROMPT).solutionEnd()).isEqualTo(-1);
  }

  private static void assertCorrect(SudokuPuzzle puzzle, String text) {
    Verdict verdict = SudokuVerifier.verify(puzzle, text);
    assertThat(verdict.error()).as(text).isEmpty();
    assertThat(verdict.correct()).isTrue();
    assertThat(verdict.correctPaper()).isTrue();
  }

  private static void assertFault(SudokuPuzzle puzzle, String text, SudokuFault fault) {
    Verdict verdict = SudokuVerifier.verify(puzzle, text);
    assertThat(verdict.error()).as(text).contains(fault.key());
    assertThat(verdict.correct()).isFalse();
  }
}
