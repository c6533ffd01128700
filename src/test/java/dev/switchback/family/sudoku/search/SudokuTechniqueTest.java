package dev.switchback.family.sudoku.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.search.Guessing.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import dev.switchback.family.sudoku.search.SudokuGrader.SudokuDifficulty;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SudokuTechniqueTest {
  private static final SudokuShape SHAPE = SudokuShape.of(9);
  private static final SudokuListener NOBODY = new SudokuSearchCount();

  private final SudokuBoard board = empty(9);

  static Stream<Integer> cases() {
    return Cases.count(60);
  }

  @Test
  void aLoneSingleFillsItsCellAndThoseThatFollow() {
    keep(40, 5);
    keep(10, 7);
    keep(19, 7, 8);
    assertThat(new LoneSingles().apply(board, NOBODY)).isEqualTo(Deduction.Outcome.PROGRESS);
    assertThat(filled(board)).containsExactly(10, 19, 40);
    assertThat(digits(board, 41)).doesNotContain(5);
    assertThat(new LoneSingles().apply(board, NOBODY)).isEqualTo(Deduction.Outcome.NOTHING);
  }

  @Test
  void aHiddenSingleFillsTheOneCellOfItsDigit() {
    IntStream.range(1, 9).forEach(cell -> strike(cell, 6));
    assertThat(new HiddenSingles().apply(board, NOBODY)).isEqualTo(Deduction.Outcome.PROGRESS);
    assertThat(filled(board)).containsExactly(0);
    assertThat(digits(board, 72)).doesNotContain(6);
  }

  @Test
  void aDigitWithoutACellIsAContradiction() {
    IntStream.range(0, 9).forEach(cell -> strike(cell, 6));
    assertThat(new HiddenSingles().apply(board, NOBODY)).isEqualTo(Deduction.Outcome.CONTRADICTION);
  }

  @Test
  void aNakedPairClearsItsUnits() {
    keep(0, 3, 4);
    keep(8, 3, 4);
    assertStrikes(new NakedPairs(), cellsOf(0, 1, 2, 3, 4, 5, 6, 7, 8), List.of(0, 8), 3, 4);
  }

  @Test
  void aNakedTripletClearsItsUnit() {
    keep(0, 1, 2);
    keep(1, 2, 3);
    keep(9, 1, 3);
    keep(80, 1, 2, 3, 4);
    assertStrikes(new NakedTriplets(), SHAPE.units()[18], List.of(0, 1, 9), 1, 2, 3);
  }

  @Test
  void aLockedCandidateClearsTheRestOfTheSecondUnit() {
    Arrays.stream(SHAPE.units()[18]).filter(cell -> cell > 2).forEach(cell -> strike(cell, 5));
    assertStrikes(
        new LockedCandidates(SHAPE), cellsOf(0, 1, 2, 3, 4, 5, 6, 7, 8), List.of(0, 1, 2), 5);
  }

  @Test
  void aLockedCandidateOfALineClearsTheRestOfTheBox() {
    IntStream.range(3, 9).forEach(cell -> strike(cell, 5));
    assertStrikes(new LockedCandidates(SHAPE), SHAPE.units()[18], List.of(0, 1, 2), 5);
  }

  @Test
  void anXyWingClearsThePeersOfBothEnds() {
    keep(0, 1, 2);
    keep(5, 1, 9);
    keep(45, 2, 9);
    assertStrikes(new XyWings(SHAPE), cellsOf(50), List.of(), 9);
  }

  @Test
  void aUniqueRectangleClearsItsFourthCorner() {
    keep(0, 1, 2);
    keep(3, 1, 2);
    keep(9, 1, 2);
    assertStrikes(new UniqueRectangles(SHAPE), cellsOf(12), List.of(), 1, 2);
  }

  @Test
  void aRectangleInFourBoxesOrWithoutMoreInItsCornerTellsNothing() {
    keep(0, 1, 2);
    keep(3, 1, 2);
    keep(27, 1, 2);
    assertThat(new UniqueRectangles(SHAPE).apply(board, NOBODY))
        .isEqualTo(Deduction.Outcome.NOTHING);
    keep(9, 1, 2);
    keep(12, 1, 2);
    assertThat(new UniqueRectangles(SHAPE).apply(board, NOBODY))
        .isEqualTo(Deduction.Outcome.NOTHING);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void noTechniqueStrikesOutWhatIsTrue(int number) {
    RandomStream random = Cases.random("sound", number);
    int size = number % 5 == 0 ? 4 : 9;
    SudokuPuzzle puzzle = RandomSudoku.minimal(random, size);
    String solution = new SudokuSolver(size).solve(puzzle).orElseThrow();
    for (SudokuTechnique technique : SudokuTechnique.values()) {
      SudokuBoard position = new SudokuBoard(SudokuShape.of(size));
      position.begin(puzzle);
      for (int strikes = 0; strikes < 300; strikes++) {
        int cell = random.nextInt(size * size);
        int digit = 1 << random.nextInt(size);
        if (strikes % 10 == 0) {
          SudokuSearch.deduction(technique, SudokuShape.of(size)).apply(position, NOBODY);
        } else if (digit != bit(solution, cell) && position.candidates[cell] != 0) {
          position.remove(cell, digit);
        }
        for (int empty = position.nextEmpty(0); empty >= 0; empty = position.nextEmpty(empty + 1)) {
          assertThat(position.candidates[empty] & bit(solution, empty))
              .as(technique.key())
              .isPositive();
        }
      }
    }
  }

  @Test
  void everyTechniqueIsUsedOnRandomPuzzles() {
    List<String> hardest = new ArrayList<>();
    SudokuGrader grader = new SudokuGrader(9);
    for (int number = 0; number < 600; number++) {
      hardest.add(grader.hardest(RandomSudoku.minimal(Cases.random("used", number), 9)));
    }
    assertThat(hardest)
        .contains(
            Arrays.stream(SudokuTechnique.values())
                .skip(1)
                .map(SudokuTechnique::key)
                .toArray(String[]::new))
        .contains(SudokuDifficulty.GUESS);
  }

  @Test
  void techniquesAndOrdersAreFoundByTheirNames() {
    for (SudokuTechnique technique : SudokuTechnique.values()) {
      assertThat(SudokuTechnique.of(technique.key())).isEqualTo(technique);
    }
    for (GuessOrder order : GuessOrder.values()) {
      assertThat(GuessOrder.of(order.key())).isEqualTo(order);
    }
    assertThat(SudokuTechnique.XY_WING.key()).isEqualTo("xy-wing");
    assertThatThrownBy(() -> SudokuTechnique.of("x-wing")).hasMessageContaining("[lone-single, ");
    for (Propagation propagation : Propagation.values()) {
      assertThat(Propagation.of(propagation.key())).isEqualTo(propagation);
    }
    assertThatThrownBy(() -> GuessOrder.of("first")).hasMessageContaining("[fewest-candidates, ");
    assertThatThrownBy(() -> Propagation.of("two")).hasMessageContaining("[fixpoint, single-pass]");
  }

  /** Checks that a pass strikes these digits out of these cells but the spared, and no other. */
  private void assertStrikes(
      Deduction deduction, int[] cells, List<Integer> spared, int... digits) {
    int struck = bits(digits);
    int[] before = board.candidates.clone();
    assertThat(deduction.apply(board, NOBODY)).isEqualTo(Deduction.Outcome.PROGRESS);
    for (int cell = 0; cell < 81; cell++) {
      int at = cell;
      boolean clears =
          !spared.contains(cell) && Arrays.stream(cells).anyMatch(other -> other == at);
      assertThat(board.candidates[cell])
          .as("cell " + cell)
          .isEqualTo(clears ? before[cell] & ~struck : before[cell]);
    }
    assertThat(deduction.apply(board, NOBODY)).isEqualTo(Deduction.Outcome.NOTHING);
  }

  private void keep(int cell, int... digits) {
    board.remove(cell, board.allDigits & ~bits(digits));
  }

  private void strike(int cell, int digit) {
    board.remove(cell, bits(digit));
  }

  private static SudokuBoard empty(int size) {
    SudokuBoard board = new SudokuBoard(SudokuShape.of(size));
    board.begin(new SudokuPuzzle(".".repeat(size * size)));
    return board;
  }

  private static int bits(int... digits) {
    return Arrays.stream(digits).map(digit -> 1 << digit - 1).sum();
  }

  private static int bit(String solution, int cell) {
    return 1 << solution.charAt(cell) - '1';
  }

  private static int[] cellsOf(int... cells) {
    return cells;
  }

  private static List<Integer> digits(SudokuBoard board, int cell) {
    return IntStream.rangeClosed(1, 9)
        .filter(digit -> (board.candidates[cell] & 1 << digit - 1) != 0)
        .boxed()
        .toList();
  }

  private static List<Integer> filled(SudokuBoard board) {
    return IntStream.range(0, 81).filter(cell -> board.candidates[cell] == 0).boxed().toList();
  }
}
