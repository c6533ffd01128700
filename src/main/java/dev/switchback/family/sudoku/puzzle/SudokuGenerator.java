package dev.switchback.family.sudoku.puzzle;

import dev.switchback.config.ConfigurationException;
import dev.switchback.family.sudoku.puzzle.SudokuSymmetry.SudokuSplits;
import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sudoku puzzles with exactly one solution as a pure function of (settings, seed, split, index).
 *
 * <p>A try takes a random grid, takes clues away, and keeps the puzzle if it is as the settings
 * want it and if it belongs to the split: a hash of its {@link SudokuSymmetry#fingerprint
 * fingerprint} decides whether its symmetry class is for validation or for training, so that no
 * puzzle is an image of one in the other split. Tries are made until one succeeds. Problems of a
 * split are independent draws: boards of size 4 repeat themselves soon, those of size 9 do not.
 *
 * <p>Not safe for use by several threads.
 */
public final class SudokuGenerator {
  private static final int TRIES = 200_000;

  /** Up to so many clues, puzzles are searched for by exchanging clues, which takes long. */
  private static final int FEW_CLUES = 21;

  private static final int TRIES_WITH_FEW_CLUES = 1000;
  private static final int EXCHANGES = 1000;

  private final SudokuSettings settings;
  private final SudokuSplits splits;
  private final long seed;
  private final Function<SudokuPuzzle, Optional<SudokuPuzzle>> finish;
  private final RandomGrid grids;
  private final ClueRemoval removal;
  private final ClueExchange exchange;
  private final GuessBounds guesses;
  private final byte[] cells;

  /**
   * A generator whose puzzles are finished by somebody else before they are assigned to a split.
   *
   * @param validationShare share of the symmetry classes, more than 0 and less than 1, that
   *     training never sees and the validation split is drawn from
   * @param finish what becomes of a puzzle with the wanted number of clues, empty to refuse it; a
   *     pure function that keeps the one solution
   */
  public SudokuGenerator(
      SudokuSettings settings,
      double validationShare,
      long seed,
      Function<SudokuPuzzle, Optional<SudokuPuzzle>> finish) {
    this.settings = settings;
    this.splits = new SudokuSplits(validationShare, seed);
    this.seed = seed;
    this.finish = finish;
    SudokuShape shape = SudokuShape.of(settings.size());
    grids = new RandomGrid(shape);
    SudokuSolver solver = new SudokuSolver(settings.size());
    removal = new ClueRemoval(shape, solver, settings.symmetric());
    exchange = new ClueExchange(shape, solver, removal);
    guesses = new GuessBounds(settings);
    cells = new byte[shape.cells()];
  }

  /**
   * A generator of puzzles as clue removal makes them.
   *
   * @throws IllegalArgumentException if the settings ask for a technique or for easier puzzles,
   *     which is for a finish to see to
   */
  public SudokuGenerator(SudokuSettings settings, double validationShare, long seed) {
    this(settings, validationShare, seed, Optional::of);
    if (settings.easier() || !settings.technique().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot generate puzzles by clue removal alone: "
              + settings
              + ", expected easier = false and no technique; give a finish");
    }
  }

  /**
   * A problem of a split.
   *
   * @param index 0 or more
   * @throws ConfigurationException if no try of very many succeeds
   * @throws IllegalArgumentException if Sudoku has no such split
   */
  public SudokuPuzzle problem(Split split, long index) {
    if (split == Split.UNSEEN_TARGET) {
      throw new IllegalArgumentException(
          "Cannot make Sudoku puzzles for the split: "
              + split.key()
              + ", expected train or validation");
    }
    RandomStream random = RandomStream.of(seed, "sudoku-" + split.key(), index);
    for (int i = 0; i < tries(); i++) {
      Optional<SudokuPuzzle> puzzle = draw(random).filter(found -> fits(found, split));
      if (puzzle.isPresent()) {
        return puzzle.get();
      }
    }
    throw notFound(split, index);
  }

  private Optional<SudokuPuzzle> draw(RandomStream random) {
    grids.fill(cells, random);
    int clues = removal.remove(cells, settings.minClues(), random);
    if (clues > settings.maxClues() && hasFewClues()) {
      clues = exchange.reduce(cells, settings.minClues(), settings.maxClues(), EXCHANGES, random);
    }
    return clues <= settings.maxClues() && clues >= settings.minClues()
        ? finish.apply(SudokuPuzzle.of(cells))
        : Optional.empty();
  }

  private boolean hasFewClues() {
    return settings.size() == 9 && settings.maxClues() <= FEW_CLUES && !settings.symmetric();
  }

  private int tries() {
    return hasFewClues() ? TRIES_WITH_FEW_CLUES : TRIES;
  }

  private boolean fits(SudokuPuzzle puzzle, Split split) {
    return splits.of(puzzle) == split && guesses.hold(puzzle);
  }

  private ConfigurationException notFound(Split split, long index) {
    return new ConfigurationException(
        "Cannot make Sudoku puzzle "
            + index
            + " of the "
            + split.key()
            + " split: none in "
            + tries()
            + " tries has what the settings ask for, min-clues = "
            + settings.minClues()
            + ", max-clues = "
            + settings.maxClues()
            + ", min-guesses = "
            + settings.minGuesses()
            + ", max-guesses = "
            + settings.maxGuesses()
            + (settings.technique().isEmpty() ? "" : ", technique = " + settings.technique())
            + ", validation-share = "
            + splits.validationShare()
            + "; widen these");
  }
}
