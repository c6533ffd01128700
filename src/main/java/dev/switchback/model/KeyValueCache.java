package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Keys and values of the positions that rows have been through, in pages of {@link #PAGE} positions
 * and in the precision of the program. A row at place r keeps its j-th page at the r-th page of
 * block j, and only as many rows as have so many positions have one: rows stand in the order of
 * their pages, most first, so that those of a block lie one behind the other. Blocks grow with the
 * rows that need them, and never shrink.
 */
public final class KeyValueCache implements AutoCloseable {
  /** Positions of a page. */
  public static final int PAGE = 64;

  private final CausalLmProgram program;
  private final NDList prepared;
  private final NDManager manager;
  private final NDList keys = new NDList();
  private final NDList values = new NDList();
  private final int mostRows;

  private int[] capacity = new int[0];
  private int[] rows = new int[0];

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
    manager = program.newManager();
    manager.setName("key-value-cache");
    for (int layer = 0; layer < program.architecture().layers(); layer++) {
      keys.add(own(program.emptyPages(prepared, 0)));
      values.add(own(program.emptyPages(prepared, 0)));
    }
  }

  /** Pages that hold so many positions. */
  public static int pages(int positions) {
    return (positions + PAGE - 1) / PAGE;
  }

  /**
   * Makes room, and says which rows attend to what.
   *
   * @param rowsOfBlock how many rows have a j-th page, falling; at most the most rows
   */
  public void reserve(int[] rowsOfBlock) {
    int[] wanted = Arrays.copyOf(capacity, Math.max(capacity.length, rowsOfBlock.length));
    for (int j = 0; j < rowsOfBlock.length; j++) {
      if (rowsOfBlock[j] > wanted[j]) {
        wanted[j] = Math.min(mostRows, Math.max(rowsOfBlock[j], 2 * wanted[j]));
      }
    }
    if (!Arrays.equals(wanted, capacity)) {
      grow(wanted);
    }
    rows = rowsOfBlock.clone();
  }

  /** The page of a row at a block, for the rows and blocks that are reserved. */
  public long page(int row, int block) {
    return first(capacity, block) + row;
  }

  /** First page and number of rows of each block. */
  long[] blocks() {
    long[] blocks = new long[2 * rows.length];
    for (int j = 0; j < rows.length; j++) {
      blocks[2 * j] = first(capacity, j);
      blocks[2 * j + 1] = rows[j];
    }
    return blocks;
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
    if (source.length == 0) {
      return;
    }
    try (NDArray from = manager.create(source);
        NDArray to = manager.create(target)) {
      program.copyPages(prefilled, all(), from, to);
    }
  }

  NDList keys() {
    return keys;
  }

  NDList values() {
    return values;
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

  /** One array after the other, so that little is there twice. */
  private void grow(int[] wanted) {
    long[] source = LongStream.range(0, first(capacity, capacity.length)).toArray();
    long[] target = moved(wanted);
    try (NDArray from = manager.create(source);
        NDArray to = manager.create(target)) {
      for (NDList arrays : new NDList[] {keys, values}) {
        for (int layer = 0; layer < arrays.size(); layer++) {
          arrays.set(layer, grown(arrays.get(layer), from, to, first(wanted, wanted.length)));
        }
      }
    }
    capacity = wanted;
  }

  private NDArray grown(NDArray old, NDArray from, NDArray to, int pages) {
    NDArray grown = own(program.emptyPages(prepared, pages));
    program.copyPages(new NDList(old), new NDList(grown), from, to);
    old.close();
    return grown;
  }

  /** Where each page of the blocks goes when they are larger. */
  private long[] moved(int[] wanted) {
    long[] target = new long[first(capacity, capacity.length)];
    for (int j = 0, page = 0; j < capacity.length; j++) {
      for (int row = 0; row < capacity[j]; row++) {
        target[page++] = first(wanted, j) + row;
      }
    }
    return target;
  }

  private static int first(int[] capacity, int block) {
    int first = 0;
    for (int j = 0; j < block; j++) {
      first += capacity[j];
    }
    return first;
  }

  private NDArray own(NDArray array) {
    array.attach(manager);
    return array;
  }
}
