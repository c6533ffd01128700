package dev.switchback.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Price;
import dev.switchback.router.SolvedRows.FoldAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SolvedRowsTest {
  private static final StructType DRAWN =
      new StructType()
          .add("problem_id", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("drawn", DataTypes.createArrayType(ScoreTable.SCHEMA));
  private static final Player PLAYER =
      new Player(
          "direct",
          Player.Drawing.SAMPLED,
          Player.MistakeUnit.ANSWER,
          Map.of(CostAxis.TOKENS, Price.TOKENS));

  @Test
  void valuesAreThoseOfAllAndOfHalfOfTheSamples() {
    // Samples 0 and 2 solve with their tenth token, 1 and 3 fail after ten.
    List<Row> rows = rows(true, false, true, false);
    assertThat(rows).hasSize(2);
    Row within10 = rows.get(0);
    assertThat(within10.<Double>getAs("budget")).isEqualTo(10);
    assertThat(within10.<Double>getAs("solved")).isCloseTo(0.5, within(1e-12));
    assertThat(within10.<Double>getAs("even_samples")).isEqualTo(1);
    assertThat(within10.<Double>getAs("odd_samples")).isEqualTo(0);
    assertThat(within10.<Boolean>getAs("halves_decided")).isTrue();
    Row within25 = rows.get(1);
    assertThat(within25.<Double>getAs("solved")).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(within25.<Boolean>getAs("decided")).isTrue();
    assertThat(within25.<Boolean>getAs("halves_decided")).isFalse();
    assertThat(within25.<Integer>getAs("completions")).isEqualTo(4);
  }

  @Test
  void theOnlySampleStandsForBothHalves() {
    Row row = rows(true).get(0);
    assertThat(row.<Double>getAs("even_samples")).isEqualTo(1);
    assertThat(row.<Double>getAs("odd_samples")).isEqualTo(1);
  }

  @Test
  void foldsAreAFunctionOfSeedAndProblem() {
    int[] sizes = new int[5];
    int calibrating = 0;
    for (int i = 0; i < 2000; i++) {
      FoldAssignment share = FoldAssignment.of(3, "problem-" + i, 5);
      assertThat(share).isEqualTo(FoldAssignment.of(3, "problem-" + i, 5));
      sizes[share.fold()]++;
      calibrating += share.calibrates() ? 1 : 0;
    }
    for (int size : sizes) {
      assertThat(size).isBetween(320, 480);
    }
    assertThat(calibrating).isBetween(420, 580);
    assertThat(java.util.stream.IntStream.range(0, 200))
        .anyMatch(i -> !FoldAssignment.of(3, "p" + i, 5).equals(FoldAssignment.of(4, "p" + i, 5)));
  }

  private static List<Row> rows(boolean... correct) {
    List<Row> scores = new ArrayList<>();
    for (int sample = 0; sample < correct.length; sample++) {
      Row values = ScoreTable.row("direct", 1, "p", sample, outcome(correct[sample]));
      Object[] all = new Object[values.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = values.get(i);
      }
      scores.add(new GenericRowWithSchema(all, ScoreTable.SCHEMA));
    }
    Object drawn = scala.collection.JavaConverters.asScalaBufferConverter(scores).asScala().toSeq();
    Row row = new GenericRowWithSchema(new Object[] {"p", "direct", drawn}, DRAWN);
    SolvedRows reader =
        new SolvedRows(
            Map.of("direct", PLAYER), Map.of(CostAxis.TOKENS, new double[] {10, 25}), 1, 5);
    List<Row> rows = new ArrayList<>();
    reader
        .call(row)
        .forEachRemaining(
            each -> {
              Object[] all = new Object[each.size()];
              for (int i = 0; i < all.length; i++) {
                all[i] = each.get(i);
              }
              rows.add(new GenericRowWithSchema(all, SolvedTable.SCHEMA));
            });
    return rows;
  }

  private static Outcome outcome(boolean correct) {
    return new Outcome(
        5,
        10,
        correct ? OptionalInt.of(10) : OptionalInt.empty(),
        correct,
        0,
        true,
        correct ? Optional.empty() : Optional.of("wrong"),
        1,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
