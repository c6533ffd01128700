package dev.switchback.router;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.estimate.AccuracyAtBudget;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * What each model makes of each problem on one axis; arrays are [budget][problem], problems by
 * their identity.
 *
 * @param axis the unit of the budgets
 * @param budgets ascending: those at which the completions of all models tell what happens
 * @param problems that all models have completions of
 * @param folds of the problems
 * @param models in the order of the experiment
 */
record ResultMatrix(
    CostAxis axis,
    double[] budgets,
    List<String> problems,
    int[] folds,
    List<ModelResults> models) {

  /**
   * A model's values.
   *
   * @param solved probability that the problem is solved within the budget
   * @param even the same from samples with even numbers alone, odd from the others
   * @param censored share of the problems that the completions do not suffice for, by budget
   * @param halvesCensored the same for half of the completions
   * @param completions of all problems
   */
  record ModelResults(
      String model,
      double[][] solved,
      double[][] even,
      double[][] odd,
      double[] censored,
      double[] halvesCensored,
      long completions) {}

  /**
   * Reads rows of {@link SolvedTable}.
   *
   * @param rows of one axis and of problems that all the models have
   * @param grid the budgets of the axis
   */
  static ResultMatrix of(CostAxis axis, double[] grid, List<String> models, List<Row> rows) {
    List<String> problems =
        rows.stream().map(row -> row.<String>getAs("problem_id")).distinct().sorted().toList();
    Map<String, Integer> places = new HashMap<>();
    problems.forEach(problem -> places.put(problem, places.size()));
    int[] folds = new int[problems.size()];
    rows.forEach(row -> folds[places.get(row.<String>getAs("problem_id"))] = row.getAs("fold"));
    List<ModelResults> all =
        models.stream().map(model -> results(model, grid, places, rows)).toList();
    int[] kept =
        IntStream.range(0, grid.length)
            .filter(
                i ->
                    all.stream()
                        .allMatch(
                            results -> results.censored[i] <= AccuracyAtBudget.CENSORED_LIMIT))
            .toArray();
    return new ResultMatrix(
        axis,
        Arrays.stream(kept).mapToDouble(i -> grid[i]).toArray(),
        problems,
        folds,
        all.stream().map(results -> at(kept, results)).toList());
  }

  private static ModelResults results(
      String model, double[] grid, Map<String, Integer> places, List<Row> rows) {
    int problems = places.size();
    double[][] solved = new double[grid.length][problems];
    double[][] even = new double[grid.length][problems];
    double[][] odd = new double[grid.length][problems];
    double[] censored = new double[grid.length];
    double[] halvesCensored = new double[grid.length];
    long completions = 0;
    for (Row row : rows) {
      if (row.<String>getAs("model").equals(model)) {
        int budget = Arrays.binarySearch(grid, row.<Double>getAs("budget"));
        int problem = places.get(row.<String>getAs("problem_id"));
        solved[budget][problem] = row.getAs("solved");
        even[budget][problem] = row.getAs("even_samples");
        odd[budget][problem] = row.getAs("odd_samples");
        censored[budget] += row.<Boolean>getAs("decided") ? 0 : 1.0 / problems;
        halvesCensored[budget] += row.<Boolean>getAs("halves_decided") ? 0 : 1.0 / problems;
        completions += budget == 0 ? row.<Integer>getAs("completions") : 0;
      }
    }
    return new ModelResults(model, solved, even, odd, censored, halvesCensored, completions);
  }

  private static ModelResults at(int[] kept, ModelResults results) {
    return new ModelResults(
        results.model,
        rows(kept, results.solved),
        rows(kept, results.even),
        rows(kept, results.odd),
        Arrays.stream(kept).mapToDouble(i -> results.censored[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> results.halvesCensored[i]).toArray(),
        results.completions);
  }

  private static double[][] rows(int[] kept, double[][] values) {
    return Arrays.stream(kept).mapToObj(i -> values[i]).toArray(double[][]::new);
  }
}
