package dev.switchback.family.sudoku.puzzle;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import java.io.Serializable;

/**
 * Which Sudoku puzzles are made. A number of clues left at 0 is filled in for the size, so that the
 * record's numbers are always the real ones.
 */
public record SudokuSettings(
    @Key(
            value = "9",
            doc =
                "Rows, columns, boxes and digits of a board: 9, 6 (boxes of two rows and three"
                    + " columns) or 4.")
        int size,
    @Key(
            value = "0",
            doc =
                "Fewest clues, 17 to 81 at size 9, 8 to 36 at size 6 and 4 to 16 at size 4; 0 for"
                    + " 22, 16 or 4. Clues are taken away while one can be spared and more than"
                    + " these are left, so that a puzzle with more clues needs every one of them"
                    + " (of two that lie opposite each other, one, where layouts are symmetric).")
        int minClues,
    @Key(
            value = "0",
            doc =
                "Most clues, from min-clues on; 0 for 29, 16 or 6, or min-clues where that is more."
                    + " Fewer than 21 at size 9 take a long search, 17 one without an end in"
                    + " sight.")
        int maxClues,
    @Key(
            value = "false",
            doc = "Whether the layout of the clues stays the same when the board is turned half.")
        boolean symmetric,
    @Key(
            value = "-1",
            doc =
                "Fewest guesses of the search that measures difficulty on its way to the solution"
                    + " (it fills cells with a single candidate, otherwise guesses where candidates"
                    + " are fewest); -1 for no bound.")
        int minGuesses,
    @Key(value = "-1", doc = "Most guesses of that search; -1 for no bound.") int maxGuesses,
    @Key(
            value = "\"\"",
            doc =
                "The hardest technique that the puzzle needs to be solved without a guess:"
                    + " lone-single, hidden-single, naked-pair, naked-triplet, locked-candidate,"
                    + " xy-wing or unique-rectangle; empty for any puzzle.")
        String technique,
    @Key(
            value = "false",
            doc =
                "Whether more cells are filled in, as in the study's easier puzzles: 10 of 81, 4 of"
                    + " 36, 2 of 16.")
        boolean easier,
    @Key(
            value = "fewest-candidates",
            affects = Affects.TRACES,
            doc =
                "Which empty cell the searches of the traces guess in: fewest-candidates or"
                    + " row-major.")
        String guessOrder,
    @Key(
            value = "fixpoint",
            affects = Affects.TRACES,
            doc =
                "How often the searches of the traces apply their techniques before a guess:"
                    + " fixpoint, or single-pass, each technique once, which is the nearest to the"
                    + " study.")
        String propagation,
    @Key(
            value = "strategy",
            affects = Affects.TRACES,
            doc =
                "The order in which direct answers, terse or not, fill the cells: strategy, that of"
                    + " the search with all techniques, as in the study; or row-major, that of the"
                    + " plain search, to compare with models of it.")
        String answerOrder)
    implements Serializable {
  /** They have a section of their own. */
  public static final ProvidedSettings.Declaration DECLARATION =
      new ProvidedSettings.Declaration(
          "sudoku", SudokuSettings.class, "Which Sudoku puzzles are made.");

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public SudokuSettings {
    Clues usual = Clues.of(size);
    minClues = minClues == 0 ? usual.fewest : minClues;
    maxClues = maxClues == 0 ? Math.max(minClues, usual.most) : maxClues;
    new Requirements()
        .that(SudokuShape.sizes().contains(size), "size", size, "9, 6 or 4")
        .between("min-clues", minClues, usual.possible, usual.cells)
        .that(
            maxClues >= minClues && maxClues <= usual.cells,
            "max-clues",
            maxClues,
            "min-clues (" + minClues + ") to " + usual.cells)
        .atLeast("min-guesses", -1, minGuesses)
        .that(
            maxGuesses == -1 || maxGuesses >= Math.max(0, minGuesses),
            "max-guesses",
            maxGuesses,
            "min-guesses (" + minGuesses + ") or more, or -1 for no bound")
        .check();
  }

  /**
   * Numbers of clues of a size.
   *
   * @param possible fewest that a puzzle with one solution has
   * @param fewest where nothing is set
   * @param most where nothing is set
   * @param cells of the board
   */
  private record Clues(int possible, int fewest, int most, int cells) {
    static Clues of(int size) {
      return switch (size) {
        case 4 -> new Clues(4, 4, 6, 16);
        case 6 -> new Clues(8, 16, 16, 36);
        default -> new Clues(17, 22, 29, 81);
      };
    }
  }
}
