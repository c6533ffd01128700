package dev.switchback.evaluate;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.evaluation.Evaluation;
import dev.switchback.metric.evaluation.EvaluationPlan;
import dev.switchback.metric.evaluation.ProblemResults;
import dev.switchback.metric.evaluation.Tally;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Reads contests from rows of scores that lie together problem by problem and player by player,
 * training by training, in drawn order, with the difficulties of the problem beside them.
 */
record ProblemResultsReader(EvaluationPlan plan, List<DifficultyLevels> levels)
    implements Serializable {

  /** The tally of all contests. */
  Tally tally(Iterator<Row> rows) {
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = evaluation.tally();
    Row first = null;
    Map<String, List<List<Outcome>>> outcomes = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (first != null && !problem(row).equals(problem(first))) {
        evaluation.add(results(first, outcomes), tally);
        outcomes = new HashMap<>();
        first = null;
      }
      first = first == null ? row : first;
      add(row, outcomes.computeIfAbsent(row.getAs("model"), player -> new ArrayList<>()));
    }
    if (first != null) {
      evaluation.add(results(first, outcomes), tally);
    }
    return evaluation.close(tally);
  }

  private static void add(Row row, List<List<Outcome>> trainings) {
    int replicate = row.getAs("replicate");
    while (trainings.size() < replicate) {
      trainings.add(new ArrayList<>());
    }
    trainings.get(replicate - 1).add(ScoreTable.outcome(row));
  }

  private ProblemResults results(Row row, Map<String, List<List<Outcome>>> outcomes) {
    Set<Stratum> strata = new HashSet<>();
    for (DifficultyLevels each : levels) {
      Double value = row.getAs(each.difficulty().column());
      if (value != null) {
        each.of(value).ifPresent(strata::add);
      }
    }
    return new ProblemResults(problem(row), strata, outcomes, plan);
  }

  private static String problem(Row row) {
    return row.getAs("problem_id");
  }
}
