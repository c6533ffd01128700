package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Question.TraceStats;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Sudoku puzzle as a model is asked it: the prompt is its board, up to SOL_S. */
public record SudokuQuestion(SudokuPuzzle puzzle) implements Question {

  @Override
  public String prompt(TraceStyle style) {
    return style == TraceStyle.TERSE
        ? SudokuTraces.tersePrompt(puzzle)
        : SudokuTraces.prompt(puzzle);
  }

  /** For example {@code Fill 1... .... ..3. ...., row by row}. */
  @Override
  public String statement() {
    int size = puzzle.size();
    String rows =
        IntStream.range(0, size)
            .mapToObj(row -> puzzle.givens().substring(row * size, (row + 1) * size))
            .collect(Collectors.joining(" "));
    return "Fill " + rows + ", row by row";
  }

  @Override
  public Verdict verify(String text) {
    return SudokuVerifier.verify(puzzle, text);
  }

  @Override
  public TraceStats written(String text) {
    return SudokuWriting.of(puzzle, text);
  }

  @Override
  public List<JudgedLine> judge(String text) {
    return SudokuLineJudge.judge(puzzle, text);
  }

  @Override
  public Faithfulness faithfulness(String text, String search) {
    return SudokuFaithfulness.of(puzzle, text, search);
  }

  @Override
  public SearchTree tree(String text) {
    return SudokuTreeReader.read(puzzle, text);
  }

  @Override
  public Trace randomPlay(RandomStream random) {
    return SudokuTraces.randomPlay(puzzle, random);
  }
}
