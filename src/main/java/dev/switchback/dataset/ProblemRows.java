package dev.switchback.dataset;

import dev.switchback.config.ProblemSettings;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.puzzle.countdown.CountdownSolver;
import dev.switchback.search.countdown.DepthFirstSearch;
import dev.switchback.search.countdown.Heuristic;
import dev.switchback.search.countdown.SearchCount;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;

/**
 * The rows of a split of {@code problems/}.
 *
 * @param seed of the run
 */
public record ProblemRows(ProblemSettings settings, long seed, Split split) implements RowSource {

  @Override
  public LongFunction<Row> open() {
    CountdownGenerator generator = new CountdownGenerator(settings, seed);
    CountdownSolver solver = new CountdownSolver();
    DepthFirstSearch search = new DepthFirstSearch();
    return index -> {
      CountdownProblem problem = generator.problem(split, index);
      SearchCount count = new SearchCount();
      search.search(problem, Heuristic.SUM, count);
      return ProblemTable.row(
          split,
          seed,
          index,
          problem,
          solver.firstSolution(problem),
          solver.countSolutions(problem),
          count.explored());
    };
  }
}
