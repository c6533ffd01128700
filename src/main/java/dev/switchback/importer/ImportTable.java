package dev.switchback.importer;

import dev.switchback.importer.Rejected.Place;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table of imported problems: a row for each problem, with where it came from. Each family adds
 * its own columns.
 */
public final class ImportTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 1;

  private ImportTable() {}

  /** The columns that all families have. */
  public static StructType origin() {
    return new StructType()
        .add("family", DataTypes.StringType, false)
        .add("source", DataTypes.StringType, false)
        .add("line", DataTypes.LongType, false)
        .add("original_id", DataTypes.StringType, true);
  }

  /**
   * Writes a row.
   *
   * @param source the file's name
   * @param originalId the problem's name in the file, null if it has none
   * @param own the values of the family's own columns
   */
  public static Row row(
      String family, String source, Place place, String originalId, Object... own) {
    return RowFactory.create(
        Stream.concat(Stream.of(family, source, place.row(), originalId), Stream.of(own))
            .toArray());
  }
}
