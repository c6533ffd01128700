package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchLayoutTest {
  private static final int END = 1;

  @Test
  void rowsStandInTheOrderOfTheirPagesAndThoseThatStandWellStay() {
    Sequence first = row();
    Sequence second = row();
    Sequence third = row();
    Map<Sequence, Integer> pages = new HashMap<>(Map.of(first, 1, second, 3, third, 2));
    BatchLayout order =
        BatchLayout.of(new Sequence[] {first, second, third}, List.of(), pages::get);
    assertThat(order.rows()).containsExactly(second, third, first);
    assertThat(order.rowsOfBlock()).containsExactly(3, 2, 1);

    Sequence joining = row();
    pages.put(joining, 1);
    BatchLayout next = BatchLayout.of(order.rows(), List.of(joining), pages::get);
    assertThat(next.rows()).containsExactly(second, third, first, joining);
    assertThat(next.moves()).isEmpty();
    assertThat(next.joined()).containsExactly(3);
  }

  @Test
  void aHoleIsFilledByAsFewMovesAsThereAreKindsOfRows() {
    Sequence[] rows = new Sequence[9];
    Map<Sequence, Integer> pages = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row();
      pages.put(rows[i], 3 - i / 3);
    }
    rows[0].append(END, 0, 0);
    BatchLayout order = BatchLayout.of(rows, List.of(), pages::get);
    assertThat(order.rows()).doesNotContain(rows[0]).doesNotContainNull().hasSize(8);
    assertThat(order.moves()).hasSize(3);
  }

  @Test
  void anyChangesLeaveEachRowOnceAndFallingPages() {
    SplittableRandom random = new SplittableRandom(5);
    Sequence[] rows = new Sequence[0];
    Map<Sequence, Integer> pages = new HashMap<>();
    for (int round = 0; round < 300; round++) {
      List<Sequence> expected = new ArrayList<>();
      for (Sequence row : rows) {
        pages.merge(row, random.nextInt(3) == 0 ? 1 : 0, Integer::sum);
        if (random.nextInt(4) == 0) {
          row.append(END, 0, 0);
        } else {
          expected.add(row);
        }
      }
      List<Sequence> joining = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0 && expected.size() < 40; i--) {
        Sequence row = row();
        pages.put(row, 1 + random.nextInt(4));
        joining.add(row);
        expected.add(row);
      }
      BatchLayout order = BatchLayout.of(rows, joining, pages::get);
      assertThat(order.rows()).containsExactlyInAnyOrderElementsOf(expected);
      for (int i = 1; i < order.rows().length; i++) {
        assertThat(pages.get(order.rows()[i])).isLessThanOrEqualTo(pages.get(order.rows()[i - 1]));
      }
      for (BatchLayout.Move move : order.moves()) {
        assertThat(rows[move.from()]).isSameAs(move.row());
        assertThat(order.rows()[move.to()]).isSameAs(move.row());
      }
      rows = order.rows();
    }
  }

  private static Sequence row() {
    return new Sequence(new Prompt(0, 0, 0, new int[] {2}), 100, END);
  }
}
