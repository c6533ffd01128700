package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.artifact.InputException;
import dev.switchback.metric.estimate.PassAtK;
import dev.switchback.tier.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class PassAtKEvaluatorTest {
  private static final int[] CORRECT = {0, 1, 3, 6, 2, 1};
  private static final int[] COMPLETIONS = {6, 6, 6, 6, 5, 9};
  private static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType)
          .add("correct", DataTypes.BooleanType);

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void itIsTheMeanOfTheUnbiasedEstimates() {
    for (int k : List.of(1, 3, 5)) {
      double sum = 0;
      for (int i = 0; i < CORRECT.length; i++) {
        sum += PassAtK.estimate(COMPLETIONS[i], CORRECT[i], k);
      }
      assertThat(new PassAtKEvaluator().setK(k).evaluate(verdicts(2)))
          .isCloseTo(sum / CORRECT.length, within(1e-12));
    }
  }

  @Test
  void partitionsChangeNoBit() {
    PassAtKEvaluator evaluator = new PassAtKEvaluator().setK(2);
    assertThat(evaluator.evaluate(verdicts(7)))
        .isEqualTo(evaluator.evaluate(verdicts(1)))
        .isEqualTo(evaluator.evaluate(verdicts(3)));
  }

  @Test
  void moreIsBetterAndParamsAreCopied() {
    PassAtKEvaluator evaluator = new PassAtKEvaluator();
    PassAtKEvaluator copied = evaluator.copy(new ParamMap().put(evaluator.k().w(4)));
    assertThat(copied.getK()).isEqualTo(4);
    assertThat(evaluator.getK()).isEqualTo(1);
    assertThat(copied.isLargerBetter()).isTrue();
    assertThat(evaluator.evaluate(verdicts(1), new ParamMap().put(evaluator.k().w(4))))
        .isEqualTo(copied.evaluate(verdicts(1)));
  }

  @Test
  void itIsReadBackAsSaved() throws Exception {
    PassAtKEvaluator evaluator =
        new PassAtKEvaluator().setK(3).setProblemCol("puzzle").setCorrectCol("right");
    evaluator.save(folder.resolve("evaluator").toString());
    PassAtKEvaluator read = PassAtKEvaluator.load(folder.resolve("evaluator").toString());
    assertThat(read.uid()).isEqualTo(evaluator.uid());
    assertThat(read.extractParamMap().toString()).isEqualTo(evaluator.extractParamMap().toString());
    assertThatThrownBy(() -> TraceVerifier.load(folder.resolve("evaluator").toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds a dev.switchback.ml.PassAtKEvaluator");
  }

  @Test
  void whatCannotBeEvaluatedIsRefused() {
    assertThatThrownBy(() -> new PassAtKEvaluator().setK(6).evaluate(verdicts(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot estimate pass@6: 5 samples");
    assertThatThrownBy(() -> new PassAtKEvaluator().evaluate(verdicts(1).limit(0)))
        .hasMessageContaining("no rows");
    Dataset<Row> holes = verdicts(1).selectExpr("problem_id", "nullif(correct, false) as correct");
    assertThatThrownBy(() -> new PassAtKEvaluator().evaluate(holes))
        .hasMessageContaining("null in the column correctCol = correct");
    assertThatThrownBy(() -> new PassAtKEvaluator().setCorrectCol("no").evaluate(verdicts(1)))
        .hasMessageContaining("Cannot find the column correctCol = no");
    assertThatThrownBy(() -> new PassAtKEvaluator().setK(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Dataset<Row> verdicts(int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < CORRECT.length; i++) {
      for (int sample = 0; sample < COMPLETIONS[i]; sample++) {
        rows.add(RowFactory.create("problem-" + i, sample < CORRECT[i]));
      }
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }
}
