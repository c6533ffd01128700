package dev.switchback.router;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.estimate.AccuracyCurve;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Price;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of {@link SolvedTable} from the completions of one model on one problem: columns {@code
 * problem_id}, {@code model} and {@code drawn}, its scores in drawn order. The values are those
 * that the accuracy at a budget is the mean of.
 *
 * @param players by name
 * @param budgets of each axis, ascending
 * @param seed of the run
 * @param folds of the cross-validation
 */
public record SolvedRows(
    Map<String, Player> players, Map<CostAxis, double[]> budgets, long seed, int folds)
    implements FlatMapFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Row row) {
    String problem = row.getAs("problem_id");
    Player player = players.get(row.<String>getAs("model"));
    List<Row> scores = row.getList(row.fieldIndex("drawn"));
    List<Outcome> drawn = scores.stream().map(ScoreTable::outcome).toList();
    List<Row> rows = new ArrayList<>();
    budgets.forEach((axis, own) -> addRows(problem, player, drawn, axis, own, rows));
    return rows.iterator();
  }

  private void addRows(
      String problem,
      Player player,
      List<Outcome> drawn,
      CostAxis axis,
      double[] own,
      List<Row> rows) {
    Price price = player.price(axis).orElseThrow();
    AccuracyCurve all = AccuracyCurve.of(player, price, problem, drawn, seed);
    AccuracyCurve even = drawn.size() < 2 ? all : half(player, price, problem, drawn, 0);
    AccuracyCurve odd = drawn.size() < 2 ? all : half(player, price, problem, drawn, 1);
    double[] ofAll = all.at(own);
    double[] ofEven = even.at(own);
    double[] ofOdd = odd.at(own);
    FoldAssignment share = FoldAssignment.of(seed, problem, folds);
    for (int i = 0; i < own.length; i++) {
      SolvedTable.Solved solved =
          new SolvedTable.Solved(
              ofAll[i],
              all.isUncensoredAt(own[i]),
              ofEven[i],
              ofOdd[i],
              even.isUncensoredAt(own[i]) && odd.isUncensoredAt(own[i]));
      rows.add(SolvedTable.row(problem, player.name(), axis, own[i], share, solved, drawn.size()));
    }
  }

  private AccuracyCurve half(
      Player player, Price price, String problem, List<Outcome> drawn, int remainder) {
    List<Outcome> own =
        IntStream.range(0, drawn.size())
            .filter(i -> i % 2 == remainder)
            .mapToObj(drawn::get)
            .toList();
    return AccuracyCurve.of(player, price, problem, own, seed);
  }

  /**
   * A problem's part in cross-validation, a function of the seed and the problem alone.
   *
   * @param fold in which it is predicted, from 0
   * @param calibrates whether it calibrates predictors, rather than being learned from
   */
  public record FoldAssignment(int fold, boolean calibrates) {
    private static final int PARTS = 4;

    /** The part of a problem. */
    public static FoldAssignment of(long seed, String problem, int folds) {
      RandomStream random = RandomStream.of(RandomStream.hash(seed, problem), "router-fold");
      return new FoldAssignment(random.nextInt(folds), random.nextInt(PARTS) == 0);
    }
  }
}
