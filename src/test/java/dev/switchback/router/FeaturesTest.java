package dev.switchback.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.Family;
import dev.switchback.family.Feature;
import dev.switchback.tier.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@LocalSpark
class FeaturesTest {
  private static SparkSession spark;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void numbersAndTargetAreDescribed() {
    Map<String, Double> values =
        values(
            "countdown",
            "SELECT array(2, 5, 5, 8) AS numbers, 12 AS target, 7L AS solution_count,"
                + " 3 AS dfs_sum_nodes, true AS dfs_sum_solves, 15 AS dfs_mult_nodes,"
                + " false AS dfs_mult_solves");
    assertThat(values)
        .containsEntry("number_count", 4.0)
        .containsEntry("smallest_number", 2.0)
        .containsEntry("largest_number", 8.0)
        .containsEntry("mean_number", 5.0)
        .containsEntry("distinct_numbers", 3.0)
        .containsEntry("even_numbers", 2.0)
        .containsEntry("target", 12.0)
        .containsEntry("target_is_even", 1.0)
        .containsEntry("target_divisors", 6.0)
        .containsEntry("log_solution_count", 3.0)
        .containsEntry("log_dfs_sum_nodes", 2.0)
        .containsEntry("log_dfs_mult_nodes", 4.0)
        .containsEntry("dfs_sum_solves", 1.0)
        .containsEntry("dfs_mult_solves", 0.0);
    assertThat(values.get("spread_of_numbers")).isCloseTo(Math.sqrt(18 / 4.0), within(1e-12));
    assertThat(values.get("log_target_to_sum")).isCloseTo(log2(12 / 20.0), within(1e-12));
    assertThat(values.get("log_target_to_product")).isCloseTo(log2(12 / 400.0), within(1e-12));
  }

  @Test
  void boardsAreDescribedByTheirUnits() {
    Map<String, Double> values =
        values(
            "sudoku",
            "SELECT '12.43..1......2.' AS puzzle, 6 AS clues, 3L AS guesses,"
                + " 'hidden-single' AS hardest_technique");
    assertThat(values)
        .containsEntry("clues", 6.0)
        .containsEntry("fewest_clues_in_unit", 0.0)
        .containsEntry("most_clues_in_unit", 3.0)
        .containsEntry("distinct_digits", 4.0)
        .containsEntry("most_of_a_digit", 2.0)
        .containsEntry("log_guesses", 2.0)
        .containsEntry("hardest_technique", 2.0);
  }

  @Test
  void surfaceFeaturesNeedNoSolver() {
    List<Feature> all = family("countdown").features();
    assertThat(FeatureSet.ALL.of(all)).isEqualTo(all);
    assertThat(FeatureSet.SURFACE.of(all))
        .extracting(Feature::name)
        .contains("target")
        .doesNotContain("log_solution_count", "dfs_sum_solves");
    assertThat(FeatureSet.of("surface")).isEqualTo(FeatureSet.SURFACE);
  }

  private static Map<String, Double> values(String family, String row) {
    List<Feature> features = family(family).features();
    Dataset<Row> problem = spark.sql(row);
    Row values =
        problem
            .select(
                features.stream()
                    .map(each -> functions.expr("cast(" + each.expression() + " as double)"))
                    .toArray(Column[]::new))
            .first();
    Map<String, Double> named = new TreeMap<>();
    for (int i = 0; i < features.size(); i++) {
      named.put(features.get(i).name(), values.getDouble(i));
    }
    return named;
  }

  private static Family family(String key) {
    String text =
        """
        name = features
        problems { family = %s, train = 10, validation = 10, unseen-target = 0 }
        problems.styles = [direct]
        stages = [generate]
        """
            .formatted(key);
    return Family.of(ExperimentFile.ofText(text, "features").problems(), 1);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
