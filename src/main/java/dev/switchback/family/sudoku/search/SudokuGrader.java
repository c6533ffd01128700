package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import java.util.EnumSet;
import java.util.Set;

/** Says how hard puzzles of one size are. Not safe for use by several threads. */
public final class SudokuGrader {
  private static final Set<SudokuTechnique> NAIVE = EnumSet.of(SudokuTechnique.LONE_SINGLE);
  private static final Set<SudokuTechnique> ALL = SudokuTechnique.all(true);
  private static final Set<SudokuTechnique> SAFE = SudokuTechnique.all(false);

  private final SudokuSearch search;
  private final SudokuSolver solver;

  /**
   * A grader of boards of size 4, 6 or 9.
   *
   * @throws IllegalArgumentException if size is none of these
   */
  public SudokuGrader(int size) {
    search = new SudokuSearch(size);
    solver = new SudokuSolver(size);
  }

  /**
   * How hard a puzzle is; the naive search can take long.
   *
   * @throws IllegalArgumentException if it has no solution
   */
  public SudokuDifficulty grade(SudokuPuzzle puzzle) {
    Set<SudokuTechnique> techniques = techniques(puzzle);
    String hardest = hardest(puzzle, techniques);
    SudokuSearchCount all = new SudokuSearchCount();
    if (hardest.equals(SudokuDifficulty.GUESS)) {
      search.search(puzzle, techniques, Guessing.USUAL, all);
    }
    SudokuSearchCount naive = new SudokuSearchCount();
    search.search(puzzle, NAIVE, Guessing.USUAL, naive);
    return new SudokuDifficulty(hardest, all.guesses(), naive.guesses(), naive.reverts());
  }

  /**
   * The key of the hardest technique that it takes to solve a puzzle without a guess, {@link
   * SudokuDifficulty#GUESS} if no technique is enough.
   *
   * @throws IllegalArgumentException if it has no solution
   */
  public String hardest(SudokuPuzzle puzzle) {
    return hardest(puzzle, techniques(puzzle));
  }

  private String hardest(SudokuPuzzle puzzle, Set<SudokuTechnique> techniques) {
    if (!search.deduce(puzzle, techniques, new SudokuSearchCount())) {
      return SudokuDifficulty.GUESS;
    }
    return search.hardest().orElse(SudokuTechnique.LONE_SINGLE).key();
  }

  private Set<SudokuTechnique> techniques(SudokuPuzzle puzzle) {
    int solutions = solver.countSolutions(puzzle, 2);
    if (solutions == 0) {
      throw new IllegalArgumentException(
          "Cannot grade a puzzle: "
              + puzzle.givens()
              + " has no solution, expected a puzzle with a solution");
    }
    return solutions == 1 ? ALL : SAFE;
  }

  /**
   * How hard a puzzle is for the searches, guesses made in a cell with the fewest candidates.
   *
   * @param hardest the key of the hardest technique that it takes to solve it without a guess,
   *     {@link #GUESS} if no technique is enough
   * @param guesses of the search with all techniques; 0 if it needs none
   * @param naiveGuesses of the search with lone singles alone
   * @param naiveReverts guesses that this search takes back
   */
  public record SudokuDifficulty(String hardest, int guesses, int naiveGuesses, int naiveReverts) {
    /** What stands for a technique where none is enough. */
    public static final String GUESS = "guess";
  }
}
