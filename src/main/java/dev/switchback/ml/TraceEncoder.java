package dev.switchback.ml;

import dev.switchback.token.Tokenizer;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes tokens of a row with a trace and, where there is one, the mark of those that are only
 * measured on. What cannot be learned is said in the row, so that all of it is told at once.
 *
 * @param ofTokens whether traces are tokens already
 */
record TraceEncoder(Tokenizer tokenizer, boolean ofTokens) implements MapFunction<Row, Row> {
  /** Tokens from START to END, or a flaw; the other is null. */
  static final StructType SCHEMA =
      new StructType()
          .add("tokens", DataTypes.BinaryType, true)
          .add("validation", DataTypes.BooleanType, false)
          .add("flaw", DataTypes.StringType, true);

  @Override
  public Row call(Row row) {
    if (row.isNullAt(0)) {
      return flaw("a null, expected a trace");
    }
    if (row.size() > 1 && row.isNullAt(1)) {
      return flaw("a null in validationIndicatorCol, expected true or false");
    }
    boolean validation = row.size() > 1 && row.getBoolean(1);
    if (!ofTokens) {
      return RowFactory.create(tokenizer.encodeFramed(row.getString(0)), validation, null);
    }
    byte[] tokens = row.getAs(0);
    for (byte token : tokens) {
      if (Byte.toUnsignedInt(token) >= tokenizer.size()) {
        return flaw(
            "token "
                + Byte.toUnsignedInt(token)
                + ", expected 0 to "
                + (tokenizer.size() - 1)
                + " of the tokenizer");
      }
    }
    return isFramed(tokens)
        ? RowFactory.create(tokens, validation, null)
        : flaw(
            "tokens that do not go from START to END ("
                + tokenizer.start()
                + " to "
                + tokenizer.end()
                + ")");
  }

  private boolean isFramed(byte[] tokens) {
    return tokens.length > 1
        && Byte.toUnsignedInt(tokens[0]) == tokenizer.start()
        && Byte.toUnsignedInt(tokens[tokens.length - 1]) == tokenizer.end();
  }

  private static Row flaw(String flaw) {
    return RowFactory.create(null, false, flaw);
  }
}
