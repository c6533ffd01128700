package dev.switchback.evaluate;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The files of the table of scores: each partition of the rows makes one in the folder of each
 * model that it has rows of, with the partition's number in its name. So two runs make the same
 * files.
 *
 * @param folder of the table
 */
record ScoreFiles(String folder, SerializableConfiguration hadoop) implements Serializable {
  private static final long SMALLEST = 256;
  private static final long LARGEST = 1_000_000;

  /** Of a table of few scores, so that several cores have work. */
  private static final long FEW = 16;

  /** The name of its column is the beginning of the folders' names, its values are not stored. */
  private static final String MODEL = "model";

  /** In how many partitions to write so many scores, whatever the machine. */
  static int count(long scores) {
    return (int) Math.max(1, Math.max(Math.min(FEW, scores / SMALLEST), scores / LARGEST));
  }

  /**
   * Writes the rows of the running task, of which those of a model follow each other.
   *
   * @param scores with the columns of {@link ScoreTable}
   */
  void write(Iterator<Row> scores) throws IOException {
    String name = new Shard(TaskContext.getPartitionId(), 0, 0).fileName();
    StructType stored =
        new StructType(
            Arrays.stream(ScoreTable.SCHEMA.fields())
                .filter(column -> !column.name().equals(MODEL))
                .toArray(StructField[]::new));
    ShardWriter writer = new ShardWriter(stored, Set.of());
    OfModel rows = new OfModel(scores);
    while (rows.nextModel()) {
      Path file = new Path(folder + Path.SEPARATOR + MODEL + "=" + rows.model(), name);
      writer.write(hadoop.value(), file, rows, written -> {});
    }
  }

  /** The rows of one model after the other, without its name. */
  private static final class OfModel implements Iterator<Row> {
    private final Iterator<Row> scores;
    private Row next;
    private String model;

    OfModel(Iterator<Row> scores) {
      this.scores = scores;
      this.next = scores.hasNext() ? scores.next() : null;
    }

    /** Goes to the rows of another model, if there are any. */
    boolean nextModel() {
      model = next == null ? null : next.getString(0);
      return next != null;
    }

    String model() {
      return model;
    }

    @Override
    public boolean hasNext() {
      return next != null && next.getString(0).equals(model);
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Every score of " + model + " was taken");
      }
      Object[] values = new Object[next.length() - 1];
      for (int column = 0; column < values.length; column++) {
        values[column] = next.get(column + 1);
      }
      next = scores.hasNext() ? scores.next() : null;
      return RowFactory.create(values);
    }
  }
}
