package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Keys and values of the positions that rows have been through, in pages of {@link #page}
 * positions. A row at place r keeps its j-th page at the r-th page of block j, and only as many
 * rows as have so many positions have one: rows stand in the order of their pages, most first, so
 * that those of a block lie one behind the other. Memory grows with the pages that are needed, and
 * is kept for what comes later.
 *
 * <p>Where attention is fused, a page has all positions of a row, and all rows have theirs from the
 * beginning.
 */
public final class KeyValueCache implements AutoCloseable {
  /** Of how many positions libtorch's kernel for attention wants a multiple. */
  private static final int ALIGNED = 16;

  private final CausalLmProgram program;
  private final NDList prepared;
  private final boolean wholeRows;
  private final PageShape page;
  private final int mostRows;
  private final NDManager manager;
  private final NDList keys = new NDList();
  private final NDList values = new NDList();

  private final PageExtents extents = new PageExtents();
  private int[] first = new int[0];
  private int[] capacity = new int[0];
  private int[] rows = new int[0];
  private int allocated;
  private int longest;

  /**
   * An empty cache; the caller closes it.
   *
   * @param prepared weights, from {@link CausalLmProgram#prepare}
   * @param mostRows that it ever holds
   */
  public KeyValueCache(CausalLmProgram program, NDList prepared, int mostRows) {
    this.program = program;
    this.prepared = prepared;
    this.mostRows = mostRows;
    wholeRows = program.kernels().fused();
    page =
        wholeRows
            ? new PageShape(positions(program.architecture()), program.precision())
            : PageShape.of(program.precision(), mostRows);
    manager = program.newManager();
    manager.setName("key-value-cache");
    try {
      for (int layer = 0; layer < program.architecture().layers(); layer++) {
        keys.add(own(program.emptyPages(prepared, page, 0)));
        values.add(own(program.emptyPages(prepared, page, 0)));
      }
    } catch (RuntimeException | Error failed) {
      manager.close();
      throw failed;
    }
  }

  /** Positions of the context, and some behind it, which finished rows go through in a call. */
  static int positions(Architecture architecture) {
    return (architecture.contextLength() + ALIGNED - 1) / ALIGNED * ALIGNED + Kernels.MOST_STEPS;
  }

  /** Positions of a page. */
  public int page() {
    return page.positions();
  }

  /** Positions of a page into which a prompt of so many tokens is read. */
  public int promptPage(int tokens) {
    return wholeRows ? tokens : page.positions();
  }

  /** Pages that hold so many positions. */
  public int pages(int positions) {
    return (positions + page.positions() - 1) / page.positions();
  }

  /**
   * Makes room, and says which rows attend to what.
   *
   * @param rowsOfBlock how many rows have a j-th page, falling; at most the most rows
   * @param positions the most that any row will have after the next call
   */
  public void reserve(int[] rowsOfBlock, int positions) {
    if (rowsOfBlock.length > first.length) {
      first = Arrays.copyOf(first, rowsOfBlock.length);
      capacity = Arrays.copyOf(capacity, rowsOfBlock.length);
    }
    LongStream.Builder source = LongStream.builder();
    LongStream.Builder target = LongStream.builder();
    for (int j = 0; j < rowsOfBlock.length; j++) {
      if (rowsOfBlock[j] > capacity[j]) {
        extend(j, rowsOfBlock[j], source, target);
      }
    }
    allocate();
    move(source.build().toArray(), target.build().toArray());
    rows = rowsOfBlock.clone();
    longest = Math.min(page.positions(), (positions + ALIGNED - 1) / ALIGNED * ALIGNED);
  }

  /** The page of a row at a block, for the rows and blocks that are reserved. */
  public long place(int row, int block) {
    return (long) first[block] + row;
  }

  /** Moves pages within the cache, all at once. */
  public void move(long[] source, long[] target) {
    if (source.length > 0) {
      try (NDArray from = manager.create(source);
          NDArray to = manager.create(target)) {
        program.movePages(all(), from, to);
      }
    }
  }

  /**
   * Takes over pages that {@link CausalLmProgram#prefill} has made.
   *
   * @param source pages there
   * @param target pages here
   */
  public void take(NDList prefilled, long[] source, long[] target) {
    if (source.length > 0) {
      try (NDArray from = manager.create(source);
          NDArray to = manager.create(target)) {
        program.copyPages(prefilled, all(), from, to);
      }
    }
  }

  NDList keys() {
    return keys;
  }

  NDList values() {
    return values;
  }

  /**
   * First page and number of rows of each block; where attention is fused, of the only one, and
   * then the positions that any row will have.
   */
  long[] blocks() {
    if (wholeRows) {
      return new long[] {first[0], rows[0], longest};
    }
    long[] blocks = new long[2 * rows.length];
    for (int j = 0; j < rows.length; j++) {
      blocks[2 * j] = first[j];
      blocks[2 * j + 1] = rows[j];
    }
    return blocks;
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDList all() {
    NDList all = new NDList(keys);
    all.addAll(values);
    return all;
  }

  /** Gives a block a larger extent, and its old one back. */
  private void extend(int j, int wanted, LongStream.Builder source, LongStream.Builder target) {
    int larger = wholeRows ? mostRows : Math.min(mostRows, Integer.highestOneBit(2 * wanted - 1));
    int extent = extents.take(larger);
    for (int row = 0; row < capacity[j]; row++) {
      source.add((long) first[j] + row);
      target.add((long) extent + row);
    }
    if (capacity[j] > 0) {
      extents.giveBackLater(first[j], capacity[j]);
    }
    first[j] = extent;
    capacity[j] = larger;
  }

  /** One array after the other, so that little is there twice. */
  private void allocate() {
    extents.giveBack();
    if (extents.end() <= allocated) {
      return;
    }
    int wanted = Math.max(extents.end(), allocated + allocated / 2);
    long[] kept = LongStream.range(0, allocated).toArray();
    try (NDArray same = manager.create(kept)) {
      for (NDList arrays : new NDList[] {keys, values}) {
        for (int layer = 0; layer < arrays.size(); layer++) {
          arrays.set(layer, grown(arrays.get(layer), same, wanted));
        }
      }
    }
    allocated = wanted;
  }

  private NDArray grown(NDArray old, NDArray same, int wanted) {
    NDArray grown = own(program.emptyPages(prepared, page, wanted));
    program.copyPages(new NDList(old), new NDList(grown), same, same);
    old.close();
    return grown;
  }

  private NDArray own(NDArray array) {
    array.attach(manager);
    return array;
  }

  /** Ranges of pages that are taken and given back, from a space that grows at its end. */
  static final class PageExtents {
    private final Map<Integer, Deque<Integer>> free = new HashMap<>();
    private final Map<Integer, Integer> leaving = new HashMap<>();
    private int end;

    /** The first page of a range that nobody has. */
    int take(int pages) {
      Deque<Integer> fitting = free.get(pages);
      if (fitting != null && !fitting.isEmpty()) {
        return fitting.pop();
      }
      int first = end;
      end += pages;
      return first;
    }

    /** Gives a range back at the next {@link #giveBack}: until then its pages are still read. */
    void giveBackLater(int first, int pages) {
      leaving.put(first, pages);
    }

    void giveBack() {
      leaving.forEach(
          (first, pages) -> free.computeIfAbsent(pages, size -> new ArrayDeque<>()).push(first));
      leaving.clear();
    }

    /** Behind the last page that was ever taken. */
    int end() {
      return end;
    }
  }

  /**
   * The pages of a cache.
   *
   * @param positions of each
   * @param precision of keys and values
   */
  record PageShape(int positions, Precision precision) {
    /** A product of so few matrices takes longer to call than to compute. */
    private static final int FEW_ROWS = 16;

    private static final int SMALL = 64;
    private static final int LARGE = 256;

    /**
     * What is fastest. In float32 it is one shape for any number of rows, because sums go over
     * pages: another shape would change the last bits.
     */
    static PageShape of(Precision precision, int rows) {
      return precision == Precision.BFLOAT16 && rows < FEW_ROWS
          ? new PageShape(LARGE, Precision.FLOAT32)
          : new PageShape(SMALL, precision);
    }
  }
}
