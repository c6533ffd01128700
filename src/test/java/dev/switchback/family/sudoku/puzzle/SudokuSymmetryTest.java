package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.SudokuExamples;
import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SudokuSymmetryTest {
  private static final SudokuSettings NINE = SudokuExamples.USUAL;

  /** A puzzle that stays the same when turned half and its digits are renamed. */
  private static final SudokuPuzzle SYMMETRIC = symmetric();

  static Stream<Integer> cases() {
    return Cases.count(200);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void imagesHaveTheSameFingerprintAndForm(int number) {
    SudokuPuzzle puzzle = new SudokuGenerator(NINE, 0.05, 7).problem(Split.TRAIN, number);

    imagesAgree(puzzle, Cases.random("sudoku-image", number));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void imagesOfAPuzzleWithSymmetriesHaveTheSameForm(int number) {
    imagesAgree(SYMMETRIC, Cases.random("sudoku-symmetric-image", number));
  }

  @Test
  void imagesOfAFullGridHaveTheSameForm() {
    RandomStream random = Cases.random("sudoku-grid-image", 0);
    byte[] cells = new byte[81];
    new RandomGrid(SudokuShape.of(9)).fill(cells, random);

    imagesAgree(SudokuPuzzle.of(cells), random);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void imagesOfABoardOfSixHaveTheSameFingerprintAndForm(int number) {
    SudokuSettings six = SudokuExamples.settings("size = 6, min-clues = 12, max-clues = 16");
    SudokuPuzzle puzzle = new SudokuGenerator(six, 0.05, 7).problem(Split.TRAIN, number);

    imagesAgree(puzzle, Cases.random("sudoku-six-image", number));
  }

  private static void imagesAgree(SudokuPuzzle puzzle, RandomStream random) {
    SudokuPuzzle image = Isomorphism.random(random, puzzle.size()).image(puzzle);
    String canonical = SudokuSymmetry.canonical(puzzle);

    assertThat(SudokuSymmetry.fingerprint(image)).isEqualTo(SudokuSymmetry.fingerprint(puzzle));
    assertThat(SudokuSymmetry.canonical(image)).isEqualTo(canonical);
    assertThat(puzzle.canonicalKey()).isEqualTo(canonical);
    assertThat(SudokuSymmetry.canonical(new SudokuPuzzle(canonical))).isEqualTo(canonical);
    assertThat(new SudokuPuzzle(canonical).clues()).isEqualTo(puzzle.clues());
  }

  @Test
  void anotherPuzzleOfTheSameLayoutAndDigitsIsOfAnotherKind() {
    SudokuPuzzle puzzle = new SudokuGenerator(NINE, 0.05, 7).problem(Split.TRAIN, 0);
    byte[] cells = puzzle.cells();
    int first = puzzle.givens().indexOf("1");
    cells[first] = 0;
    for (byte digit = 2; digit <= 9; digit++) {
      cells[first] = digit;
      if (new SudokuSolver(9).countSolutions(cells, 1) == 1) {
        assertThat(SudokuSymmetry.canonical(SudokuPuzzle.of(cells)))
            .isNotEqualTo(SudokuSymmetry.canonical(puzzle));
      }
    }
  }

  /** Against all layouts, tried one by one; those of boards of six are not transposed. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"4, 3000, 500", "6, 60, 50"})
  void smallPuzzlesShareAFormExactlyIfOneIsAnImageOfTheOther(int size, int puzzles, int forms) {
    Map<String, String> formOfLeast = new HashMap<>();
    Map<String, String> leastOfForm = new HashMap<>();
    for (int number = 0; number < puzzles; number++) {
      RandomStream random = Cases.random("sudoku-small-form", number);
      SudokuPuzzle puzzle = someCellsOfAGrid(size, random);
      String form = SudokuSymmetry.canonical(puzzle);
      String least = Isomorphism.leastOfAll(puzzle);

      assertThat(Isomorphism.leastOfAll(new SudokuPuzzle(form))).isEqualTo(least);
      assertThat(formOfLeast.computeIfAbsent(least, unseen -> form)).isEqualTo(form);
      assertThat(leastOfForm.computeIfAbsent(form, unseen -> least)).isEqualTo(least);
    }
    assertThat(formOfLeast).hasSizeGreaterThan(forms);
  }

  private static SudokuPuzzle someCellsOfAGrid(int size, RandomStream random) {
    byte[] cells = new byte[size * size];
    new RandomGrid(SudokuShape.of(size)).fill(cells, random);
    int share = 1 + random.nextInt(4);
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = random.nextInt(5) < share ? cells[cell] : 0;
    }
    return SudokuPuzzle.of(cells);
  }

  private static SudokuPuzzle symmetric() {
    SudokuPuzzle some = new SudokuGenerator(NINE, 0.05, 7).problem(Split.TRAIN, 1);
    byte[] cells = new byte[81];
    for (int cell = 0; cell < 40; cell++) {
      int digit = some.digit(cell);
      byte partner = (byte) (digit == 0 ? 0 : 10 - digit);
      cells[cell] = (byte) digit;
      boolean fits = true;
      for (int peer : SudokuShape.of(9).peers(80 - cell)) {
        fits &= partner == 0 || cells[peer] != partner;
      }
      cells[80 - cell] = fits ? partner : 0;
      cells[cell] = fits ? cells[cell] : 0;
    }
    return SudokuPuzzle.of(cells);
  }
}
