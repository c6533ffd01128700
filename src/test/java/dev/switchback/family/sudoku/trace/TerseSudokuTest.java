package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.JudgedLine.Judgment;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Terse traces beside those in the full grammar. */
class TerseSudokuTest {
  private static final Tokenizer TOKENIZER = SudokuTokenizer.INSTANCE;
  private static final Pattern STATEMENT = Pattern.compile("\\((\\d), (\\d)\\) (\\d)|nocand|SOL_S");
  private static final SudokuPuzzle PUZZLE = new SudokuPuzzle("432121.....2..3.");
  private static final String PROMPT =
      "(0, 0) 4 (0, 1) 3 (0, 2) 2 (0, 3) 1 (1, 0) 2 (1, 1) 1 (2, 3) 2 (3, 2) 3 SOL_S\n";

  private final SudokuTraceRecorder recorder = new SudokuTraceRecorder();

  @Test
  void theGrammarIsThatOfItsPage() {
    assertThat(recorder.write(PUZZLE, SudokuStyle.TERSE_PLAIN, Guessing.USUAL).text())
        .isEqualTo(
            PROMPT
                + "(1, 2) 4 (1, 3) 3 (2, 0) 1 (2, 1) 4 nocand (2, 0) 3 (2, 1) 4 (2, 2) 1 (3, 0) 1"
                + " (3, 1) 2 (3, 3) 4");
    assertThat(recorder.write(PUZZLE, SudokuStyle.TERSE_DIRECT, Guessing.USUAL).text())
        .startsWith(PROMPT)
        .doesNotContain("nocand")
        .hasSize(PROMPT.length() + 8 * "(1, 2) 4 ".length() - 1);
    assertThat(new SudokuQuestion(PUZZLE).prompt(TraceStyle.TERSE)).isEqualTo(PROMPT);
  }

  @Test
  void aTerseTraceIsTheFullOneNodeByNode() {
    replay(150);
  }

  @Tag("slow")
  @Test
  void tenThousandTerseTracesAreTheFullOnesNodeByNode() {
    replay(10_000);
  }

  private void replay(int puzzles) {
    for (int number = 0; number < puzzles; number++) {
      RandomStream random = Cases.random("terse-sudoku", number);
      int size = number % 3 == 0 ? 4 : 6;
      SudokuPuzzle puzzle =
          number % 5 == 0 ? RandomSudoku.any(random, size) : RandomSudoku.unique(random, size);
      if (puzzle.clues() < puzzle.givens().length()) {
        comparePlain(puzzle);
        compareDirect(puzzle);
      }
      if (number % 50 == 0) {
        compareDirect(RandomSudoku.unique(random, 9));
      }
    }
  }

  private void comparePlain(SudokuPuzzle puzzle) {
    SudokuQuestion question = new SudokuQuestion(puzzle);
    Trace full = recorder.write(puzzle, SudokuStyle.PLAIN, Guessing.USUAL);
    Trace terse = recorder.write(puzzle, SudokuStyle.TERSE_PLAIN, Guessing.USUAL);
    compare(question, full, terse);
    assertThat(toFull(puzzle, terse.text())).isEqualTo(full.text());
    assertThat(question.tree(terse.text()).nodes()).isEqualTo(question.tree(full.text()).nodes());
  }

  private void compareDirect(SudokuPuzzle puzzle) {
    compare(
        new SudokuQuestion(puzzle),
        recorder.write(puzzle, SudokuStyle.DIRECT, Guessing.USUAL),
        recorder.write(puzzle, SudokuStyle.TERSE_DIRECT, Guessing.USUAL));
    compare(
        new SudokuQuestion(puzzle),
        recorder.write(puzzle, SudokuStyle.PLAIN_DIRECT, Guessing.USUAL),
        recorder.write(puzzle, SudokuStyle.TERSE_PLAIN_DIRECT, Guessing.USUAL));
  }

  private static void compare(SudokuQuestion question, Trace full, Trace terse) {
    assertThat(terse.text()).isEqualTo(ofFull(full.text()));
    assertThat(terse)
        .isEqualTo(new Trace(terse.text(), full.solved(), full.mistakes(), full.nodes()));
    assertThat(question.written(terse.text())).isEqualTo(question.written(full.text()));
    Verdict expected = question.verify(full.text());
    assertThat(expected.correct()).isTrue();
    assertThat(question.verify(terse.text()))
        .isEqualTo(
            new Verdict(
                true,
                true,
                expected.mistakes(),
                expected.error(),
                terse.text().stripTrailing().length()));
    comesBack(question.prompt(TraceStyle.TERSE), terse.text());
    everyStepIsRight(question, terse.text());
  }

  /** In tokens too a trace begins with its prompt, and both come back. */
  private static void comesBack(String prompt, String text) {
    int[] tokens = TOKENIZER.encode(text);
    long statements = STATEMENT.matcher(text).results().count();
    long cells = text.chars().filter(character -> character == '(').count();
    assertThat(tokens).hasSize((int) (statements + cells)).startsWith(TOKENIZER.encode(prompt));
    assertThat(tokens).doesNotContain(TOKENIZER.unknown());
    assertThat(TOKENIZER.decode(tokens)).isEqualTo(text).startsWith(prompt);
    assertThat(TOKENIZER.decode(TOKENIZER.startedWith(prompt))).isEqualTo(prompt);
  }

  private static void everyStepIsRight(SudokuQuestion question, String text) {
    List<JudgedLine> steps = question.judge(text);
    assertThat(steps.stream().map(JudgedLine::text).collect(Collectors.joining(" ")))
        .isEqualTo(text.replace('\n', ' ').strip());
    assertThat(question.tree(text).owners()).hasSameSizeAs(steps);
    List<Judgment> judgments = steps.stream().map(JudgedLine::judgment).toList();
    assertThat(judgments)
        .startsWith(Judgment.PROMPT)
        .doesNotContain(Judgment.WRONG, Judgment.FALSE_GOAL, Judgment.AFTERWARDS);
    assertThat(judgments.stream().filter(Judgment.DEAD_END::equals).count())
        .isEqualTo(text.split("nocand", -1).length - 1);
  }

  /** What a trace in the full grammar is tersely. */
  private static String ofFull(String full) {
    List<String> prompt = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    List<String> written = prompt;
    for (String line : full.lines().map(String::strip).toList()) {
      if (line.endsWith("SOL_S")) {
        written.add("SOL_S\n");
        written = steps;
      } else if (line.startsWith("(")) {
        written.add(line.replace(" =", ""));
      } else if (line.startsWith("nocand") && !"nocand".equals(last(steps))) {
        written.add("nocand");
      }
    }
    return String.join(" ", prompt) + String.join(" ", steps);
  }

  private static String last(List<String> texts) {
    return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
  }

  /** A cell that a terse trace fills, and the digits that fit it. */
  private record Move(int cell, TreeSet<Integer> candidates) {
    boolean isGuess() {
      return candidates.size() > 1;
    }
  }

  /** What a terse trace of the style plain is in the full grammar. */
  private static String toFull(SudokuPuzzle puzzle, String terse) {
    StringBuilder full = new StringBuilder(SudokuTraces.prompt(puzzle));
    byte[] board = puzzle.cells();
    List<Move> moves = new ArrayList<>();
    boolean deadEnd = false;
    List<MatchResult> steps =
        STATEMENT.matcher(terse.substring(terse.indexOf("SOL_S") + 5)).results().toList();
    for (MatchResult step : steps) {
      if (step.group().equals("nocand")) {
        int stuck =
            IntStream.range(0, board.length).filter(i -> board[i] == 0).findFirst().orElseThrow();
        full.append("nocand: " + SudokuGrammar.cell(stuck, puzzle.size()) + " \n");
        deadEnd = true;
        continue;
      }
      int cell = Integer.parseInt(step.group(1)) * puzzle.size() + Integer.parseInt(step.group(2));
      while (deadEnd && board[cell] != 0) {
        takeBack(full, board, moves.remove(moves.size() - 1), puzzle.size());
      }
      deadEnd = false;
      Move move = new Move(cell, fitting(puzzle.size(), board, cell));
      String name = SudokuGrammar.cell(cell, puzzle.size());
      if (move.isGuess()) {
        full.append("guess: " + name + " " + move.candidates + " = " + step.group(3) + " \n");
      }
      full.append(name + " = " + step.group(3) + " \n");
      board[cell] = (byte) Integer.parseInt(step.group(3));
      moves.add(move);
    }
    return full.append("SOL_E\n").toString();
  }

  private static void takeBack(StringBuilder full, byte[] board, Move move, int size) {
    board[move.cell] = 0;
    if (move.isGuess()) {
      String name = SudokuGrammar.cell(move.cell, size);
      full.append("nocand: " + name + " \nrevert: " + name + " " + move.candidates + " = none \n");
    }
  }

  private static TreeSet<Integer> fitting(int size, byte[] board, int cell) {
    TreeSet<Integer> digits =
        IntStream.rangeClosed(1, size).boxed().collect(Collectors.toCollection(TreeSet::new));
    Arrays.stream(SudokuShape.of(size).peers(cell))
        .forEach(peer -> digits.remove((int) board[peer]));
    return digits;
  }
}
