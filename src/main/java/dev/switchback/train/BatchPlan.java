package dev.switchback.train;

import dev.switchback.metric.estimate.DecodingCost;
import dev.switchback.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which rows a worker trains on in which step: a function of its rows, the seed, the worker's
 * number and the step alone.
 *
 * <p>Every epoch goes through all rows once. Rows are shuffled, laid into buckets by length, cut
 * into batches of about the same number of tokens, and the batches are shuffled. A bucket's last
 * batch is filled up with empty rows, so that a bucket has one shape only.
 */
public final class BatchPlan {
  private final TokenRows rows;
  private final int batchTokens;
  private final int bucketWidth;
  private final int padding;
  private final long seed;
  private final int worker;
  private final int batchesPerEpoch;

  private long plannedEpoch = -1;
  private List<Slice> planned = List.of();

  /**
   * @param batchTokens tokens in a batch at most, padding included, but at least one row
   * @param bucketWidth rows are padded to one more than a multiple of this: the model predicts all
   *     but the first token
   * @param padding the token that fills up
   * @param worker whose rows these are, from 0
   * @throws IllegalArgumentException if there are no rows
   */
  public BatchPlan(
      TokenRows rows, int batchTokens, int bucketWidth, int padding, long seed, int worker) {
    if (rows.count() == 0) {
      throw new IllegalArgumentException("Cannot plan batches: no rows, expected at least one");
    }
    this.rows = rows;
    this.batchTokens = batchTokens;
    this.bucketWidth = bucketWidth;
    this.padding = padding;
    this.seed = seed;
    this.worker = worker;
    this.batchesPerEpoch = slices(IntStream.range(0, rows.count()).toArray()).size();
  }

  /** Steps that go through all rows once. */
  public int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  /** The batch of a step, counted from 0. */
  public Batch batch(long step) {
    long epoch = step / batchesPerEpoch;
    if (epoch != plannedEpoch) {
      planned = plan(epoch);
      plannedEpoch = epoch;
    }
    return batch(planned.get((int) (step % batchesPerEpoch)));
  }

  /** All batches in the rows' own order, for measuring. */
  public List<Batch> inOrder() {
    return slices(IntStream.range(0, rows.count()).toArray()).stream().map(this::batch).toList();
  }

  private List<Slice> plan(long epoch) {
    int[] order = IntStream.range(0, rows.count()).toArray();
    RandomStream.of(seed, "row-order", epoch, worker).shuffle(order);
    List<Slice> slices = slices(order);
    int[] places = IntStream.range(0, slices.size()).toArray();
    RandomStream.of(seed, "batch-order", epoch, worker).shuffle(places);
    return IntStream.of(places).mapToObj(slices::get).toList();
  }

  private List<Slice> slices(int[] order) {
    Map<Integer, List<Integer>> buckets = new TreeMap<>();
    for (int row : order) {
      buckets.computeIfAbsent(paddedLength(row), length -> new ArrayList<>()).add(row);
    }
    List<Slice> slices = new ArrayList<>();
    buckets.forEach(
        (length, members) -> {
          int height = Math.max(1, batchTokens / length);
          for (int start = 0; start < members.size(); start += height) {
            int end = Math.min(start + height, members.size());
            slices.add(new Slice(length, height, members.subList(start, end)));
          }
        });
    return slices;
  }

  private int paddedLength(int row) {
    int predicted = rows.length(row) - 1;
    return (predicted + bucketWidth - 1) / bucketWidth * bucketWidth + 1;
  }

  private Batch batch(Slice slice) {
    long[] tokens = new long[slice.height * slice.length];
    Arrays.fill(tokens, padding);
    int counted = 0;
    Work work = Work.NONE;
    for (int i = 0; i < slice.members.size(); i++) {
      int row = slice.members.get(i);
      rows.copy(row, tokens, i * slice.length);
      counted += rows.predicted(row);
      work = work.plus(Work.of(rows.length(row)));
    }
    return new Batch(slice.height, slice.length, tokens, counted, work);
  }

  /** What the rows of an epoch are to a model, padding left out. */
  public Work workPerEpoch() {
    return IntStream.range(0, rows.count())
        .mapToObj(row -> Work.of(rows.length(row)))
        .reduce(Work.NONE, Work::plus);
  }

  private record Slice(int length, int height, List<Integer> members) {}

  /**
   * Rows of about the same length, padded on the right.
   *
   * @param rows how many
   * @param length of each, tokens
   * @param tokens row-major; a token t that is read but not predicted is -1 - t, but for a row's
   *     first
   * @param counted tokens that are predicted
   * @param work of its rows, without padding
   */
  public record Batch(int rows, int length, long[] tokens, int counted, Work work) {}

  /**
   * How much there is to compute in rows.
   *
   * @param positions at which a token is predicted or only read: all but the last of a row
   * @param lookedAt by them, each by itself and all before it
   */
  public record Work(long positions, long lookedAt) implements Serializable {
    /** Of no row. */
    public static final Work NONE = new Work(0, 0);

    static Work of(int tokens) {
      long positions = tokens - 1L;
      return new Work(positions, positions * (positions + 1) / 2);
    }

    /** Of these rows and others. */
    public Work plus(Work other) {
      return new Work(positions + other.positions, lookedAt + other.lookedAt);
    }

    /** The floating-point operations of training on them once. */
    public double operations(DecodingCost cost) {
      return cost.ofTraining(positions, lookedAt);
    }
  }
}
