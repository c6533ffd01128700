package dev.switchback.dataset;

import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Outcome.Lines;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code scores/}: a row for each completion of a model or a reference player. */
public final class ScoreTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 3;

  /** All columns; {@code model} is the folder. */
  public static final StructType SCHEMA =
      new StructType()
          .add("model", DataTypes.StringType, false)
          .add("replicate", DataTypes.IntegerType, false)
          .add("problem_id", DataTypes.StringType, false)
          .add("sample", DataTypes.IntegerType, false)
          .add("correct", DataTypes.BooleanType, false)
          .add("correct_paper", DataTypes.BooleanType, false)
          .add("mistakes", DataTypes.IntegerType, false)
          .add("prompt_tokens", DataTypes.IntegerType, false)
          .add("token_count", DataTypes.IntegerType, false)
          .add("tokens_to_solution", DataTypes.IntegerType, true)
          .add("error", DataTypes.StringType, true)
          .add("finish", DataTypes.StringType, false)
          .add("nodes", DataTypes.IntegerType, false)
          .add("first_move", DataTypes.StringType, true)
          .add("answer", DataTypes.StringType, true)
          .add("log_probability", DataTypes.DoubleType, true)
          .add("lines", DataTypes.IntegerType, false)
          .add("right_lines", DataTypes.IntegerType, false)
          .add("first_wrong_line", DataTypes.IntegerType, true)
          .add("first_wrong_kind", DataTypes.StringType, true);

  private static final String STOPPED = "stop";
  private static final String CUT = "length";

  private ScoreTable() {}

  /**
   * Writes a row.
   *
   * @param replicate which of the model's trainings, from 1
   */
  public static Row row(
      String model, int replicate, String problemId, int sample, Outcome outcome) {
    Lines lines = outcome.lines();
    return RowFactory.create(
        model,
        replicate,
        problemId,
        sample,
        outcome.correct(),
        outcome.correctPaper(),
        outcome.mistakes(),
        outcome.promptTokens(),
        outcome.tokens(),
        outcome.correct() ? outcome.tokensToSolution().getAsInt() : null,
        outcome.error().orElse(null),
        outcome.stopped() ? STOPPED : CUT,
        outcome.nodes(),
        outcome.firstMove().orElse(null),
        outcome.answer().orElse(null),
        outcome.logProbability().isPresent() ? outcome.logProbability().getAsDouble() : null,
        lines.judged(),
        lines.right(),
        lines.firstWrong().isPresent() ? lines.firstWrong().getAsInt() : null,
        lines.firstWrongKind().orElse(null));
  }

  /** Reads the outcome from a row that has the columns of the table. */
  public static Outcome outcome(Row row) {
    Integer toSolution = row.getAs("tokens_to_solution");
    Double logProbability = row.getAs("log_probability");
    return new Outcome(
        row.getAs("prompt_tokens"),
        row.getAs("token_count"),
        toSolution == null ? OptionalInt.empty() : OptionalInt.of(toSolution),
        row.getAs("correct_paper"),
        row.getAs("mistakes"),
        row.<String>getAs("finish").equals(STOPPED),
        Optional.ofNullable(row.getAs("error")),
        row.getAs("nodes"),
        Optional.ofNullable(row.getAs("first_move")),
        Optional.ofNullable(row.getAs("answer")),
        logProbability == null ? OptionalDouble.empty() : OptionalDouble.of(logProbability),
        lines(row));
  }

  private static Lines lines(Row row) {
    Integer firstWrong = row.getAs("first_wrong_line");
    return new Lines(
        row.getAs("lines"),
        row.getAs("right_lines"),
        firstWrong == null ? OptionalInt.empty() : OptionalInt.of(firstWrong),
        Optional.ofNullable(row.getAs("first_wrong_kind")));
  }
}
