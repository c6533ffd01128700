package dev.switchback.dataset;

import dev.switchback.dataset.shard.ShardWriter;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code rollouts/} of a model that is trained by rewards: a row for each completion that
 * a step has drawn, partitioned by the step and by the weights that drew it.
 */
public final class RolloutTable {
  /** Columns of the files; {@code step} and {@code weights} are folders. */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("group", DataTypes.IntegerType, false)
          .add("sample", DataTypes.IntegerType, false)
          .add("prompt", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("tokens", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("log_probabilities", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("text", DataTypes.StringType, false)
          .add("cut", DataTypes.BooleanType, false)
          .add("correct", DataTypes.BooleanType, false)
          .add("correct_paper", DataTypes.BooleanType, false)
          .add("mistakes", DataTypes.IntegerType, false);

  private RolloutTable() {}

  /** Writes files of rows. */
  public static ShardWriter writer() {
    return new ShardWriter(SCHEMA, Set.of("text", "log_probabilities"));
  }
}
