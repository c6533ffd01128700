package dev.switchback.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.SudokuQuestion;
import dev.switchback.trace.Question.TraceStats;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(3, 5, 8), 29);
  private final CountdownQuestion countdown = new CountdownQuestion(PROBLEM);

  @Test
  void aDirectSolutionIsItsStepsAndItsAnswer() {
    String text = CountdownTraces.write(PROBLEM, CountdownStyle.DIRECT).text();
    TraceStats written = countdown.written(text);
    assertThat(written.nodes()).isEqualTo(2);
    assertThat(written.answer()).hasValue("((3*8)+5)");
    assertThat(written.firstMove()).hasValue("(3*8)");
  }

  @Test
  void aSearchHasTheAnswerOfItsSolution() {
    Trace trace = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_SUM);
    TraceStats written = countdown.written(trace.text());
    assertThat(written.nodes()).isEqualTo(trace.text().split("Exploring").length - 1);
    assertThat(written.answer()).isPresent();
  }

  @Test
  void anyTextHasSomething() {
    for (String text :
        List.of(
            "", "nonsense", "Exploring Operation: 3+", countdown.prompt(TraceStyle.BACKTRACKING))) {
      TraceStats written = countdown.written(text);
      assertThat(written.answer()).isEmpty();
      assertThat(written.firstMove()).isEmpty();
    }
    assertThat(countdown.written("Exploring Operation: 3+").nodes()).isEqualTo(1);
  }

  @Test
  void aSudokuIsTheDigitsPlacedAndTheBoardInTheEnd() {
    SudokuQuestion sudoku = new SudokuQuestion(new SudokuPuzzle("123434122143432."));
    String text = sudoku.prompt(TraceStyle.BACKTRACKING) + "(3, 3) = 1 \n SOL_E";
    TraceStats written = sudoku.written(text);
    assertThat(written.nodes()).isEqualTo(1);
    assertThat(written.firstMove()).hasValue("(3, 3) = 1");
    assertThat(written.answer()).hasValue("1234341221434321");
    assertThat(sudoku.written(sudoku.prompt(TraceStyle.BACKTRACKING)).answer()).isEmpty();
  }
}
