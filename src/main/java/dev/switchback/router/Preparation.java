package dev.switchback.router;

import dev.switchback.family.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The stages that a predictor begins with, which learn nothing: from the columns of a problem and
 * its budget they make {@code problem_features}, {@code log_budget}, 0 at the geometric middle of
 * the budgets, and {@code reached}, which budgets of the grid the budget reaches.
 */
record Preparation(List<Feature> features, double[] budgets) {
  /** So large that a penalty on squared coefficients hardly touches those of the budgets. */
  private static final int SCALE = 10;

  List<Transformer> stages() {
    return List.of(
        new SQLTransformer().setStatement("SELECT *, " + expressions() + " FROM __THIS__"),
        assembler(features.stream().map(Feature::column), "problem_features"),
        assembler(reached(), "reached"));
  }

  Dataset<Row> of(Dataset<Row> table) {
    Dataset<Row> prepared = table;
    for (Transformer stage : stages()) {
      prepared = stage.transform(prepared);
    }
    return prepared;
  }

  /** These stages and those of a learner, for one pipeline. */
  PipelineStage[] with(List<? extends PipelineStage> learner) {
    return Stream.concat(stages().stream(), learner.stream()).toArray(PipelineStage[]::new);
  }

  private String expressions() {
    double middle =
        Math.pow(2, Arrays.stream(budgets).map(Preparation::log).average().orElseThrow());
    Stream<String> ofProblem =
        features.stream()
            .map(feature -> "cast(" + feature.expression() + " as double) AS " + feature.column());
    Stream<String> ofBudget = Stream.of("log2(budget / " + number(middle) + ") AS log_budget");
    Stream<String> steps =
        IntStream.range(0, budgets.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "if(budget >= %s, %dD, 0D) AS reached_%d",
                        number(budgets[i]),
                        SCALE,
                        i));
    return Stream.of(ofProblem, ofBudget, steps)
        .flatMap(each -> each)
        .collect(Collectors.joining(", "));
  }

  private Stream<String> reached() {
    return IntStream.range(0, budgets.length).mapToObj(i -> "reached_" + i);
  }

  private static VectorAssembler assembler(Stream<String> columns, String output) {
    return new VectorAssembler().setInputCols(columns.toArray(String[]::new)).setOutputCol(output);
  }

  private static double log(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** As SQL reads a double. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%.17eD", value);
  }
}
