package dev.switchback.family;

import dev.switchback.puzzle.Split;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code problems/}: a row for each problem, partitioned by split. Each family adds its
 * own columns to those here.
 */
public final class ProblemTable {
  /** A list of whole numbers. */
  public static final DataType INTEGERS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  /** A list of texts. */
  public static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType, false);

  /** What all families have; {@code split} is the folder. Part of the format of each. */
  public static final StructType COMMON =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("family", DataTypes.StringType, false)
          .add("seed", DataTypes.LongType, false)
          .add("index", DataTypes.LongType, false);

  /** Of the index in an identity. */
  private static final int DIGITS = 10;

  private ProblemTable() {}

  /** A problem's identity: family, split and index, in an order that is that of the index. */
  public static String id(String family, Split split, long index) {
    String digits = Long.toString(index);
    String zeros = "0".repeat(Math.max(0, DIGITS - digits.length()));
    return family + "-" + split.key() + "-" + zeros + digits;
  }

  /** Some of the columns of a table, in its order. */
  public static StructType columns(StructType schema, String... names) {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> Set.of(names).contains(field.name()))
            .toArray(StructField[]::new));
  }
}
