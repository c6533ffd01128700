package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlotOrderTest {
  private static final int END = 1;

  @Test
  void rowsStandInTheOrderOfTheirPagesAndThoseThatStandWellStay() {
    SlotRow first = row();
    SlotRow second = row();
    SlotRow third = row();
    Map<SlotRow, Integer> pages = new HashMap<>(Map.of(first, 1, second, 3, third, 2));
    SlotOrder order = SlotOrder.of(new SlotRow[] {first, second, third}, List.of(), pages::get);
    assertThat(order.rows()).containsExactly(second, third, first);
    assertThat(order.rowsOfBlock()).containsExactly(3, 2, 1);

    SlotRow joining = row();
    pages.put(joining, 1);
    SlotOrder next = SlotOrder.of(order.rows(), List.of(joining), pages::get);
    assertThat(next.rows()).containsExactly(second, third, first, joining);
    assertThat(next.moves()).isEmpty();
    assertThat(next.joined()).containsExactly(3);
  }

  @Test
  void aHoleIsFilledByAsFewMovesAsThereAreKindsOfRows() {
    SlotRow[] rows = new SlotRow[9];
    Map<SlotRow, Integer> pages = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row();
      pages.put(rows[i], 3 - i / 3);
    }
    rows[0].append(END, 0);
    SlotOrder order = SlotOrder.of(rows, List.of(), pages::get);
    assertThat(order.rows()).doesNotContain(rows[0]).doesNotContainNull().hasSize(8);
    assertThat(order.moves()).hasSize(3);
  }

  @Test
  void anyChangesLeaveEachRowOnceAndFallingPages() {
    SplittableRandom random = new SplittableRandom(5);
    SlotRow[] rows = new SlotRow[0];
    Map<SlotRow, Integer> pages = new HashMap<>();
    for (int round = 0; round < 300; round++) {
      List<SlotRow> expected = new ArrayList<>();
      for (SlotRow row : rows) {
        pages.merge(row, random.nextInt(3) == 0 ? 1 : 0, Integer::sum);
        if (random.nextInt(4) == 0) {
          row.append(END, 0);
        } else {
          expected.add(row);
        }
      }
      List<SlotRow> joining = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0 && expected.size() < 40; i--) {
        SlotRow row = row();
        pages.put(row, 1 + random.nextInt(4));
        joining.add(row);
        expected.add(row);
      }
      SlotOrder order = SlotOrder.of(rows, joining, pages::get);
      assertThat(order.rows()).containsExactlyInAnyOrderElementsOf(expected);
      for (int i = 1; i < order.rows().length; i++) {
        assertThat(pages.get(order.rows()[i])).isLessThanOrEqualTo(pages.get(order.rows()[i - 1]));
      }
      for (SlotOrder.Move move : order.moves()) {
        assertThat(rows[move.from()]).isSameAs(move.row());
        assertThat(order.rows()[move.to()]).isSameAs(move.row());
      }
      rows = order.rows();
    }
  }

  private static SlotRow row() {
    return new SlotRow(new Prompt(0, 0, 0, new int[] {2}), 100, END);
  }
}
