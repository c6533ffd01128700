package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Keys and values of the positions that a batch of rows has been through: for each layer an array
 * [slots, key-value heads, capacity, head width] of float32. The capacity grows in blocks, so that
 * short completions never pay for the longest.
 */
public final class KeyValueCache implements AutoCloseable {
  private static final int BLOCK = 128;

  private final Architecture architecture;
  private final NDManager manager;
  private NDList keys;
  private NDList values;
  private int slots;
  private int capacity;

  /** An empty cache below the given manager; the caller closes it. */
  public KeyValueCache(NDManager parent, Architecture architecture, int slots) {
    this.architecture = architecture;
    this.slots = slots;
    manager = parent.newSubManager();
    manager.setName("key-value-cache");
    keys = new NDList();
    values = new NDList();
    for (int layer = 0; layer < architecture.layers(); layer++) {
      keys.add(zeros(BLOCK));
      values.add(zeros(BLOCK));
    }
    capacity = BLOCK;
  }

  /** Makes room for positions 0 to {@code positions - 1}; what is there stays. */
  public void reserve(int positions) {
    if (positions <= capacity) {
      return;
    }
    int grown = (positions + BLOCK - 1) / BLOCK * BLOCK;
    keys = extend(keys, grown - capacity);
    values = extend(values, grown - capacity);
    capacity = grown;
  }

  /**
   * Keeps some slots and drops the others.
   *
   * @param kept int64 [new number of slots]: old slots in their new order
   */
  public void keep(NDArray kept) {
    keys = select(keys, kept);
    values = select(values, kept);
    slots = Math.toIntExact(kept.size());
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

  private NDArray zeros(int positions) {
    return manager.zeros(
        new Shape(slots, architecture.keyValueHeads(), positions, architecture.headWidth()),
        DataType.FLOAT32);
  }

  private NDList extend(NDList old, int more) {
    NDList grown = new NDList(old.size());
    for (NDArray array : old) {
      try (NDArray empty = zeros(more)) {
        grown.add(array.concat(empty, 2));
      }
      array.close();
    }
    return grown;
  }

  private static NDList select(NDList old, NDArray kept) {
    NDList chosen = new NDList(old.size());
    for (NDArray array : old) {
      chosen.add(array.get(new NDIndex("{}", kept)));
      array.close();
    }
    return chosen;
  }
}
