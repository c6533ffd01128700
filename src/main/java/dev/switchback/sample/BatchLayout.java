package dev.switchback.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Where rows stand: in the order of the pages that their next tokens need, most first, as the cache
 * wants them. Rows that stand well stay.
 *
 * @param rows at their places
 * @param rowsOfBlock how many rows have a j-th page
 * @param moves of rows that were there before
 * @param joined places of rows that were not
 */
record BatchLayout(Sequence[] rows, int[] rowsOfBlock, List<Move> moves, List<Integer> joined) {

  /** A row that changes its place. */
  record Move(Sequence row, int from, int to) {}

  /**
   * Orders rows.
   *
   * @param before as they stood; those that are finished leave
   * @param joining those that have no place yet
   * @param pages that a row needs for its next tokens, one at least
   */
  static BatchLayout of(Sequence[] before, List<Sequence> joining, ToIntFunction<Sequence> pages) {
    List<Sequence> all = new ArrayList<>(joining);
    for (Sequence row : before) {
      if (!row.finished()) {
        all.add(row);
      }
    }
    BatchLayout order =
        new BatchLayout(
            new Sequence[all.size()],
            rowsOfBlock(all, pages),
            new ArrayList<>(),
            new ArrayList<>());
    order.place(before, joining, pages);
    return order;
  }

  private static int[] rowsOfBlock(List<Sequence> rows, ToIntFunction<Sequence> pages) {
    int[] counts = new int[rows.stream().mapToInt(pages).max().orElse(0)];
    for (Sequence row : rows) {
      for (int j = 0; j < pages.applyAsInt(row); j++) {
        counts[j]++;
      }
    }
    return counts;
  }

  private void place(Sequence[] before, List<Sequence> joining, ToIntFunction<Sequence> pages) {
    for (int place = 0; place < before.length; place++) {
      Sequence row = before[place];
      int needed = pages.applyAsInt(row);
      if (!row.finished() && place >= first(needed) && place < rowsOfBlock[needed - 1]) {
        rows[place] = row;
      }
    }
    int[] next = new int[rowsOfBlock.length + 1];
    for (int place = 0; place < before.length; place++) {
      Sequence row = before[place];
      if (!row.finished() && (place >= rows.length || rows[place] != row)) {
        moves.add(new Move(row, place, free(pages.applyAsInt(row), next)));
        rows[moves.get(moves.size() - 1).to()] = row;
      }
    }
    for (Sequence row : joining) {
      joined.add(free(pages.applyAsInt(row), next));
      rows[joined.get(joined.size() - 1)] = row;
    }
  }

  /** The first place for rows of so many pages: behind those that have more. */
  private int first(int pages) {
    return pages < rowsOfBlock.length ? rowsOfBlock[pages] : 0;
  }

  private int free(int pages, int[] next) {
    int place = Math.max(first(pages), next[pages]);
    while (rows[place] != null) {
      place++;
    }
    next[pages] = place + 1;
    return place;
  }
}
