package dev.switchback.ml;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a fit reads.
 *
 * @param input traces as strings or binaries
 * @param validation true in rows that are only measured on
 */
record TraceColumns(String input, Optional<String> validation) {
  static TraceColumns of(CausalLmEstimator estimator) {
    return new TraceColumns(
        estimator.getInputCol(),
        Optional.of(estimator)
            .filter(params -> params.isDefined(params.validationIndicatorCol()))
            .map(ValidationParams::getValidationIndicatorCol)
            .filter(column -> !column.isEmpty()));
  }

  /**
   * Checks a table.
   *
   * @throws IllegalArgumentException if a column is missing or of another type
   */
  void require(StructType schema) {
    Columns.require(schema, "inputCol", input, DataTypes.StringType, DataTypes.BinaryType);
    validation.ifPresent(
        column -> Columns.require(schema, "validationIndicatorCol", column, DataTypes.BooleanType));
  }

  /** The columns, the traces first. */
  Column[] columns() {
    return Stream.concat(Stream.of(input), validation.stream())
        .map(Columns::named)
        .toArray(Column[]::new);
  }

  /** Whether a table's traces are tokens already. */
  boolean areTokens(StructType schema) {
    return schema.apply(input).dataType().equals(DataTypes.BinaryType);
  }
}
