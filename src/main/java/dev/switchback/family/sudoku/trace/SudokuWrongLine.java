package dev.switchback.family.sudoku.trace;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may be wrong with a line of a search, or a step of a terse one. */
public enum SudokuWrongLine {
  /** The line is about a cell that the search does not take next, or ends it too early. */
  NEXT_CELL("not the cell that the search takes next"),
  /** The digit fits, but it is not the next to be tried, or not the one just guessed. */
  NEXT_DIGIT("a digit that fits, but is not the next to try"),
  /** A digit is listed that does not fit, or a cell is guessed in that one digit alone fits. */
  TOO_MANY_CANDIDATES("candidates that do not fit"),
  /** A digit that fits is not listed, or a cell is filled without a guess where several fit. */
  TOO_FEW_CANDIDATES("candidates missing, or filled without a guess"),
  /** The digit clashes with one on the board, or is none of the board's. */
  DIGIT_AGAINST_RULES("a digit against the rules"),
  /** Called a dead end, but it is none. */
  FALSE_DEAD_END("a dead end that is none"),
  /** The search goes back to where it should not, or does not go back where it should. */
  WRONG_REVERT("back to the wrong place, or not at all"),
  /** No line of the grammar, or one that the search has no use for. */
  GRAMMAR("no line of the search");

  private final String words;

  SudokuWrongLine(String words) {
    this.words = words;
  }

  /** The name in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All kinds by their keys, with what they are in words. */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(kind -> all.put(kind.key(), kind.words));
    return all;
  }

  Optional<SudokuWrongLine> unless(boolean right) {
    return right ? Optional.empty() : Optional.of(this);
  }
}
