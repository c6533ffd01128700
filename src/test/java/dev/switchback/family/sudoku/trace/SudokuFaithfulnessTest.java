package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.TraceStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SudokuFaithfulnessTest {
  private static final SudokuPuzzle PUZZLE = new SudokuPuzzle("432121.....2..3.");
  private static final SudokuQuestion QUESTION = new SudokuQuestion(PUZZLE);
  private static final Pattern CELL = Pattern.compile("\\((\\d), (\\d)\\)");

  /** The search plain of the puzzle, line by line. */
  private static final List<String> PLAIN =
      List.of(
          "(1, 2) = 4",
          "(1, 3) = 3",
          "guess: (2, 0) [1, 3] = 1",
          "(2, 0) = 1",
          "(2, 1) = 4",
          "nocand: (2, 2)",
          "nocand: (2, 0)",
          "revert: (2, 0) [1, 3] = none",
          "guess: (2, 0) [1, 3] = 3",
          "(2, 0) = 3",
          "(2, 1) = 4",
          "(2, 2) = 1",
          "(3, 0) = 1",
          "(3, 1) = 2",
          "(3, 3) = 4",
          "SOL_E");

  @Test
  void theTraceOfTheExamplesIsThatOfThePuzzle() {
    assertThat(text(PLAIN))
        .isEqualTo(SudokuTraces.write(PUZZLE, SudokuStyle.PLAIN, Guessing.USUAL).text());
  }

  @ParameterizedTest
  @EnumSource
  void everyLineOfATraceOfOursIsRight(SudokuStyle style) {
    SudokuTraceRecorder recorder = new SudokuTraceRecorder();
    for (int number = 0; number < 300; number++) {
      int size = number % 30 == 0 && style == SudokuStyle.STRATEGY ? 9 : number % 3 == 0 ? 4 : 6;
      SudokuPuzzle puzzle = RandomSudoku.unique(Cases.random("sudoku-faithful", number), size);
      if (puzzle.clues() == puzzle.givens().length()) {
        continue;
      }
      String text = recorder.write(puzzle, style, Guessing.USUAL).text();
      SudokuQuestion question = new SudokuQuestion(puzzle);
      for (String search : List.of(style.key(), Faithfulness.ANY_SEARCH)) {
        Faithfulness read = question.faithfulness(text, search);
        assertThat(read.firstWrongKind()).as(text).isEmpty();
        assertThat(read.lines()).isEqualTo(read.rightLines()).isGreaterThan(0);
      }
    }
  }

  /** Each line of the example is changed to one that the search would not have written there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | (1, 2) = 2 | digit-against-rules",
        "1 | (1, 3) = 3 | next-cell",
        "1 | (0, 0) = 4 | next-cell",
        "1 | (7, 0) = 4 | next-cell",
        "2 | (1, 3) = 9 | digit-against-rules",
        "2 | nocand: (1, 3) | false-dead-end",
        "2 | guess: (1, 3) [3] = 3 | too-many-candidates",
        "2 | invalid | grammar",
        "2 | SOL_E | next-cell",
        "3 | (2, 0) = 1 | too-few-candidates",
        "3 | guess: (2, 1) [1, 3] = 1 | next-cell",
        "3 | guess: (2, 0) [1, 2, 3] = 1 | too-many-candidates",
        "3 | guess: (2, 0) [1] = 1 | too-few-candidates",
        "3 | guess: (2, 0) [3] = 3 | too-few-candidates",
        "3 | guess: (2, 0) [1, 3] = 3 | next-digit",
        "3 | guess: (2, 0) [1, 3] = 2 | digit-against-rules",
        "3 | guess: (2, 0) [1, 3 = 1 | grammar",
        "4 | (2, 0) = 3 | next-digit",
        "4 | (2, 0) = 2 | digit-against-rules",
        "4 | (2, 1) = 1 | next-cell",
        "6 | nocand: (3, 0) | next-cell",
        "6 | (2, 2) = 1 | digit-against-rules",
        "6 | guess: (2, 2) [1] = 1 | too-many-candidates",
        "6 | revert: (2, 0) [1, 3] = none | wrong-revert",
        "7 | nocand: (2, 1) | wrong-revert",
        "7 | (2, 2) = 1 | wrong-revert",
        "8 | revert: (2, 1) [1, 3] = none | wrong-revert",
        "8 | revert: (2, 0) [1, 3, 4] = none | too-many-candidates",
        "8 | revert: (2, 0) [3] = none | too-few-candidates",
        "8 | something else | grammar",
        "9 | guess: (2, 0) [1, 3] = 1 | next-digit",
        "9 | guess: (2, 0) [3] = 3 | too-few-candidates",
        "9 | guess: (2, 1) [1, 3] = 3 | next-cell",
        "9 | (2, 0) = 3 | too-few-candidates",
        "9 | nocand: (2, 0) | false-dead-end",
        "15 | (3, 3) = 1 | digit-against-rules"
      })
  void theFirstWrongLineIsFound(int line, String written, String kind) {
    List<String> lines = new ArrayList<>(PLAIN);
    lines.set(line - 1, written);
    Faithfulness read = QUESTION.faithfulness(text(lines), "plain");
    assertThat(read.firstWrongLine()).hasValue(line);
    assertThat(read.firstWrongKind()).hasValue(kind);
    assertThat(read.rightLines()).isGreaterThanOrEqualTo(line - 1).isLessThan(read.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | (1, 2) 3 | digit-against-rules",
        "1 | (1, 3) 3 | next-cell",
        "3 | (2, 0) 3 | next-digit",
        "3 | (2, 0) 2 | digit-against-rules",
        "3 | nocand | false-dead-end",
        "5 | (2, 2) 1 | digit-against-rules",
        "6 | (2, 1) 3 | wrong-revert",
        "6 | (2, 0) 1 | next-digit",
        "6 | nocand | wrong-revert",
        "6 | ( 3 | grammar"
      })
  void theFirstWrongStepOfATerseTextIsFound(int step, String written, String kind) {
    List<String> steps =
        new ArrayList<>(
            List.of(
                "(1, 2) 4",
                "(1, 3) 3",
                "(2, 0) 1",
                "(2, 1) 4",
                "nocand",
                "(2, 0) 3",
                "(2, 1) 4",
                "(2, 2) 1",
                "(3, 0) 1",
                "(3, 1) 2",
                "(3, 3) 4"));
    String prompt = QUESTION.prompt(TraceStyle.TERSE);
    assertThat(QUESTION.faithfulness(prompt + String.join(" ", steps), "terse-plain"))
        .isEqualTo(new Faithfulness(11, 11, OptionalInt.empty(), Optional.empty()));
    steps.set(step - 1, written);
    Faithfulness read = QUESTION.faithfulness(prompt + String.join(" ", steps), "terse-plain");
    assertThat(read.firstWrongLine()).hasValue(step);
    assertThat(read.firstWrongKind()).hasValue(kind);
  }

  /** A changed cell or digit of a plain trace is itself the first wrong line, of a fitting kind. */
  @Test
  void aChangedLineIsTheFirstThatIsWrong() {
    for (int number = 0; number < 300; number++) {
      RandomStream random = Cases.random("sudoku-mutation", number);
      SudokuPuzzle puzzle = RandomSudoku.minimal(random, number % 2 == 0 ? 4 : 6);
      SudokuQuestion question = new SudokuQuestion(puzzle);
      String prompt = question.prompt(TraceStyle.BACKTRACKING);
      String trace = SudokuTraces.write(puzzle, SudokuStyle.PLAIN, Guessing.USUAL).text();
      List<String> lines = new ArrayList<>(trace.substring(prompt.length()).lines().toList());
      int changed = random.nextInt(lines.size() - 1);
      String line = lines.get(changed);
      boolean cell = line.startsWith("nocand") || random.nextInt(2) == 0;
      lines.set(changed, cell ? otherCell(line, puzzle.size()) : otherDigit(line, puzzle.size()));
      Faithfulness read = question.faithfulness(prompt + String.join("\n", lines) + "\n", "plain");
      assertThat(read.firstWrongLine())
          .as(line + " to " + lines.get(changed))
          .hasValue(changed + 1);
      assertThat(read.firstWrongKind().orElseThrow()).isIn(kinds(line, cell));
    }
  }

  private static Set<String> kinds(String line, boolean cell) {
    if (cell) {
      return line.startsWith("revert") || line.startsWith("nocand")
          ? Set.of("wrong-revert", "next-cell")
          : Set.of("next-cell");
    }
    return line.startsWith("revert")
        ? Set.of("too-many-candidates", "too-few-candidates")
        : Set.of("digit-against-rules", "next-digit");
  }

  private static String otherCell(String line, int size) {
    Matcher cell = CELL.matcher(line);
    assertThat(cell.find()).isTrue();
    int row = (Integer.parseInt(cell.group(1)) + 1) % size;
    return cell.replaceFirst("(" + row + ", " + cell.group(2) + ")");
  }

  /** The digit written or tried is raised by one; of a revert, the first candidate. */
  private static String otherDigit(String line, int size) {
    int at = line.startsWith("revert") ? line.indexOf('[') + 1 : line.indexOf('=') + 2;
    int digit = (line.charAt(at) - '0') % size + 1;
    return line.substring(0, at) + digit + line.substring(at + 1);
  }

  /** In a strategy's text nothing is demanded that it does not write down. */
  @Test
  void whatIsNotWrittenIsNotJudged() {
    List<String> lines = List.of("(3, 3) = 4", "(3, 0) = 1", "guess: (2, 0) [3] = 3");
    assertThat(QUESTION.faithfulness(text(lines), "strategy").firstWrongLine()).isEmpty();
    assertThat(QUESTION.faithfulness(text(lines), "").firstWrongLine()).isEmpty();
    assertThat(QUESTION.faithfulness(text(lines), "naive").firstWrongLine()).isEmpty();
    assertThat(QUESTION.faithfulness(text(lines), "plain").firstWrongLine()).hasValue(1);
    List<String> hopeless = List.of("(2, 0) = 1", "nocand: (3, 3)", "(2, 1) = 1");
    assertThat(QUESTION.faithfulness(text(hopeless), "strategy").firstWrongLine()).hasValue(3);
  }

  @Test
  void theEndOfACutTextIsNotJudged() {
    String prompt = QUESTION.prompt(TraceStyle.BACKTRACKING);
    Faithfulness cut = QUESTION.faithfulness(prompt + "(1, 2) = 4 \nguess: (2, ", "plain");
    assertThat(cut).isEqualTo(new Faithfulness(1, 1, OptionalInt.empty(), Optional.empty()));
    assertThat(QUESTION.faithfulness(prompt + "(1, 2) = 4 \nguess: (2, \n", "plain").lines())
        .isEqualTo(2);
  }

  @Test
  void theSearchThatATextKeepsToLongestIsTaken() {
    String text = text(PLAIN);
    assertThat(Faithfulness.of(QUESTION, text, List.of("naive", "plain")).firstWrongLine())
        .isEmpty();
    assertThat(Faithfulness.of(QUESTION, text, List.of()).firstWrongLine()).isEmpty();
    assertThatThrownBy(() -> QUESTION.faithfulness(text, "depth"))
        .hasMessageContaining("Cannot find a Sudoku style: depth, expected one of");
  }

  @Test
  void anyTextIsFollowed() {
    String alphabet = "(),=[] \n0123456789nocandrevert:guessSOL_ESinvalid";
    for (int number = 0; number < 2000; number++) {
      RandomStream random = Cases.random("sudoku-follow-any", number);
      List<String> lines = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        String line = PLAIN.get(random.nextInt(PLAIN.size()));
        int at = random.nextInt(line.length());
        char other = alphabet.charAt(random.nextInt(alphabet.length()));
        lines.add(line.substring(0, at) + other + line.substring(at + 1));
      }
      for (String search : List.of("", "plain", "naive", "strategy")) {
        Faithfulness full = QUESTION.faithfulness(text(lines), search);
        assertThat(full.rightLines()).isBetween(0, full.lines());
        String terse =
            text(lines).replace(" = ", " ").replace(QUESTION.prompt(TraceStyle.BACKTRACKING), "");
        QUESTION.faithfulness(QUESTION.prompt(TraceStyle.TERSE) + terse, search);
      }
    }
    assertThat(QUESTION.faithfulness("", "plain").lines()).isZero();
  }

  private static String text(List<String> lines) {
    StringBuilder text = new StringBuilder(QUESTION.prompt(TraceStyle.BACKTRACKING));
    lines.forEach(line -> text.append(line).append(line.equals("SOL_E") ? "\n" : " \n"));
    return text.toString();
  }
}
