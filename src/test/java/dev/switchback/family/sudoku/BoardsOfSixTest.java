package dev.switchback.family.sudoku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.Bound;
import dev.switchback.family.Family;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.Question;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

/** Boards with boxes of two rows and three columns, from the settings to the verdict. */
class BoardsOfSixTest {
  private static final int PUZZLES = 200;
  private final Family family =
      Family.of(Bound.of(ProblemSettings.class, "family = sudoku, sudoku.size = 6"), 42);

  @Test
  void everySearchSolvesEveryPuzzleAndItsTextIsJudgedCorrect() {
    LongFunction<Row> draws = family.draws(Split.TRAIN);
    Set<String> puzzles = new HashSet<>();
    for (long index = 0; index < PUZZLES; index++) {
      Row problem = named(draws.apply(index));
      SudokuPuzzle puzzle = new SudokuPuzzle(problem.getAs("puzzle"));
      assertThat(puzzle.size()).isEqualTo(6);
      assertThat(puzzle.clues()).isEqualTo(16);
      assertThat(new SudokuSolver(6).unique(puzzle)).isTrue();
      puzzles.add(puzzle.givens());
      Question question = family.question(problem);
      for (String search : family.puzzles().searches().entries().keySet()) {
        Trace trace = family.search(search, problem);
        Verdict verdict = question.verify(trace.text());
        assertThat(verdict.correct()).isTrue();
        assertThat(verdict.mistakes()).isEqualTo(trace.mistakes());
        assertThat(question.written(trace.text()).answer())
            .contains(problem.<String>getAs("solution"));
        int[] tokens = family.tokenizer().encode(trace.text());
        assertThat(family.tokenizer().decode(tokens)).isEqualTo(trace.text());
      }
    }
    assertThat(puzzles).hasSize(PUZZLES);
  }

  private Row named(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return new GenericRowWithSchema(values, family.problemSchema());
  }
}
