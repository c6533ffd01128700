package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SudokuShapeTest {
  @Test
  void cellsKnowTheirUnitsAndPeers() {
    SudokuShape nine = SudokuShape.of(9);

    assertThat(nine.cells()).isEqualTo(81);
    assertThat(nine.boxRows()).isEqualTo(3);
    assertThat(nine.boxColumns()).isEqualTo(3);
    assertThat(nine.units()).hasDimensions(27, 9);
    assertThat(nine.row(50)).isEqualTo(5);
    assertThat(nine.column(50)).isEqualTo(5);
    assertThat(nine.box(50)).isEqualTo(4);
    assertThat(nine.units()[18 + 4]).containsExactly(30, 31, 32, 39, 40, 41, 48, 49, 50);
    assertThat(nine.peers(0))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 18, 19, 20, 27, 36, 45, 54, 63, 72);
  }

  @Test
  void smallBoardsHaveBoxesOfTwo() {
    SudokuShape four = SudokuShape.of(4);

    assertThat(four.units()).hasDimensions(12, 4);
    assertThat(four.units()[8 + 2]).containsExactly(8, 9, 12, 13);
    assertThat(four.peers(5)).containsExactly(0, 1, 4, 6, 7, 9, 13);
  }

  @Test
  void boardsOfSixHaveBoxesOfTwoRowsAndThreeColumns() {
    SudokuShape six = SudokuShape.of(6);

    assertThat(six.units()).hasDimensions(18, 6);
    assertThat(six.units()[12]).containsExactly(0, 1, 2, 6, 7, 8);
    assertThat(six.units()[12 + 3]).containsExactly(15, 16, 17, 21, 22, 23);
    assertThat(six.peers(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 12, 18, 24, 30);
  }

  @Test
  void otherSizesAreRefused() {
    assertThatThrownBy(() -> SudokuShape.of(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot make a Sudoku board of size: 5, expected one of [4, 6, 9]");
  }
}
