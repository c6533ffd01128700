package dev.switchback.family.sudoku;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.family.JsonProblems;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.trace.SudokuQuestion;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraceRecorder;
import dev.switchback.family.sudoku.trace.SudokuVerifier;
import dev.switchback.trace.Question;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sudoku puzzles as the field puzzle. */
final class SudokuJson implements JsonProblems {
  private static final String GUESS_ORDER = "guess-order";
  private static final String PROPAGATION = "propagation";

  /** Characters of a text that is shown whole where it is no puzzle. */
  private static final int LONGEST = 100;

  @Override
  public String example() {
    return "{\"puzzle\": \"...\"} with the 81, 36 or 16 cells of a Sudoku";
  }

  @Override
  public List<String> traceStyles() {
    return Arrays.stream(SudokuStyle.values()).map(SudokuStyle::key).toList();
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            GUESS_ORDER,
            GuessOrder.keys(),
            GuessOrder.FEWEST_CANDIDATES.key(),
            "Which cell of a Sudoku is guessed in"),
        new Option(
            PROPAGATION,
            Propagation.keys(),
            Propagation.FIXPOINT.key(),
            "How often the techniques of a Sudoku are applied before a guess"));
  }

  @Override
  public List<String> fields() {
    return List.of("puzzle");
  }

  @Override
  public Question question(ObjectNode object) {
    return new SudokuQuestion(puzzle(object));
  }

  @Override
  public String prompt(ObjectNode object, String style) {
    return question(object)
        .prompt(SudokuStyle.of(style).isTerse() ? TraceStyle.TERSE : TraceStyle.BACKTRACKING);
  }

  @Override
  public boolean begins(String text) {
    return SudokuVerifier.beginsWithBoard(text);
  }

  @Override
  public Optional<Question> problemOf(String text) {
    return SudokuVerifier.problemOf(text).map(SudokuQuestion::new);
  }

  @Override
  public Verdict verify(String text) {
    return SudokuVerifier.verify(text);
  }

  @Override
  public Writer writer(String style, Map<String, String> options) {
    SudokuStyle written = SudokuStyle.of(style);
    Guessing guessing =
        new Guessing(
            GuessOrder.of(options.get(GUESS_ORDER)), Propagation.of(options.get(PROPAGATION)));
    SudokuTraceRecorder recorder = new SudokuTraceRecorder();
    return object -> recorder.write(puzzle(object), written, guessing);
  }

  private static SudokuPuzzle puzzle(ObjectNode object) {
    JsonNode puzzle = object.path("puzzle");
    if (!puzzle.isTextual() || puzzle.textValue().length() > LONGEST) {
      throw JsonProblems.unexpected(
          "puzzle", puzzle, "81, 36 or 16 digits, points for empty cells, as a string");
    }
    return SudokuPuzzle.parse(puzzle.textValue());
  }
}
