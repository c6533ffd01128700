package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.tier.LocalSpark;
import dev.switchback.trace.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class TraceVerifierTest {
  private static final List<CountdownProblem> PROBLEMS =
      List.of(
          new CountdownProblem(List.of(3, 4, 12), 24),
          new CountdownProblem(List.of(2, 5, 9), 19),
          new CountdownProblem(List.of(1, 4, 7), 27));
  private static final StructType SCHEMA =
      new StructType()
          .add("numbers", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("target", DataTypes.IntegerType)
          .add("prompt", DataTypes.StringType)
          .add("completion", DataTypes.StringType);

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void verdictsAreThoseOfTheVerifier() {
    List<Row> rows = new TraceVerifier().transform(texts()).collectAsList();
    assertThat(rows).hasSize(12);
    for (Row row : rows) {
      Verdict expected =
          new CountdownQuestion(new CountdownProblem(row.getList(0), row.getInt(1)))
              .verify(row.getString(2) + row.getString(3));
      assertThat(row.<Boolean>getAs("correct")).isEqualTo(expected.correct());
      assertThat(row.<Boolean>getAs("correct_paper")).isEqualTo(expected.correctPaper());
      assertThat(row.<Integer>getAs("mistakes")).isEqualTo(expected.mistakes());
      assertThat(Optional.ofNullable(row.<String>getAs("error"))).isEqualTo(expected.error());
    }
    assertThat(rows).extracting(row -> row.<Boolean>getAs("correct")).contains(true, false);
    assertThat(rows).extracting(row -> row.<Integer>getAs("mistakes")).anyMatch(each -> each > 0);
  }

  @Test
  void wholeTextsNeedNoPrompt() {
    Dataset<Row> whole =
        texts().selectExpr("numbers", "target", "concat(prompt, completion) as text");
    List<Row> rows =
        new TraceVerifier().setPromptCol("").setInputCol("text").transform(whole).collectAsList();
    assertThat(rows)
        .extracting(row -> row.<Boolean>getAs("correct"))
        .isEqualTo(
            new TraceVerifier()
                .transform(texts()).select("correct").collectAsList().stream()
                    .map(row -> row.getBoolean(0))
                    .toList());
  }

  @Test
  void aNullHasNoVerdictAndOtherColumnsStay() {
    Dataset<Row> holes =
        texts()
            .withColumn("target", functions.expr("nullif(target, 24)"))
            .withColumn("kept", functions.expr("struct(target, array(prompt))"));
    Dataset<Row> judged = new TraceVerifier().transform(holes);
    assertThat(judged.schema()).isEqualTo(new TraceVerifier().transformSchema(holes.schema()));
    assertThat(judged.where("target is null").count()).isEqualTo(4);
    assertThat(judged.where("target is null and correct is not null").count()).isZero();
    assertThat(judged.where("target is not null and mistakes is null").count()).isZero();
    assertThat(judged.select("kept").collectAsList())
        .isEqualTo(holes.select("kept").collectAsList());
  }

  @Test
  void sudokuIsJudgedByItsPuzzle() {
    Dataset<Row> puzzles =
        spark
            .sql("SELECT '1234341221434320' as puzzle, 'anything' as text")
            .withColumn("puzzle", functions.translate(functions.col("puzzle"), "0", "."));
    Row row =
        new TraceVerifier()
            .setFamily("sudoku")
            .setPromptCol("")
            .setInputCol("text")
            .transform(puzzles)
            .first();
    assertThat(row.<Boolean>getAs("correct")).isFalse();
    assertThat(row.<String>getAs("error")).isNotNull();
  }

  @Test
  void itStandsInAPipelineThatIsSavedAndReadBack() throws Exception {
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  Tables.tiny().setSteps(5).setTemperature(0).setOutputCol("written"),
                  new TraceVerifier().setInputCol("written")
                });
    PipelineModel fitted = pipeline.fit(traces());
    fitted.save(folder.resolve("fitted").toString());
    List<Row> rows =
        PipelineModel.load(folder.resolve("fitted").toString()).transform(traces()).collectAsList();
    assertThat(rows).isEqualTo(fitted.transform(traces()).collectAsList());
    assertThat(rows).hasSize(12).noneMatch(row -> row.getAs("mistakes") == null);
  }

  @Test
  void crossValidationChoosesByPassAtK() throws Exception {
    TraceVerifier verifier = new TraceVerifier();
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {verifier});
    CrossValidatorModel chosen =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEvaluator(new PassAtKEvaluator().setProblemCol("target"))
            .setEstimatorParamMaps(
                new ParamMap[] {
                  new ParamMap().put(verifier.inputCol().w("prompt")),
                  new ParamMap().put(verifier.inputCol().w("completion"))
                })
            .setNumFolds(2)
            .fit(texts());
    assertThat(chosen.avgMetrics()[0]).isZero();
    assertThat(chosen.avgMetrics()[1]).isPositive();
    chosen.save(folder.resolve("chosen").toString());
    CrossValidatorModel read = CrossValidatorModel.load(folder.resolve("chosen").toString());
    assertThat(((PassAtKEvaluator) read.getEvaluator()).getProblemCol()).isEqualTo("target");
  }

  @Test
  void missingColumnsAreNamed() {
    assertThatThrownBy(() -> new TraceVerifier().transform(texts().drop("target")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target");
    assertThatThrownBy(() -> new TraceVerifier().setFamily("sudoku").transform(texts()))
        .hasMessageContaining("puzzle");
    assertThatThrownBy(() -> new TraceVerifier().setFamily("chess"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new TraceVerifier().transform(texts().withColumn("error", functions.lit(1))))
        .hasMessageContaining("error");
  }

  /** A solution, a search, a wrong answer and half a text of each problem. */
  private static Dataset<Row> texts() {
    List<Row> rows = new ArrayList<>();
    for (CountdownProblem problem : PROBLEMS) {
      String prompt = CountdownTraces.prompt(problem);
      String direct = completion(problem, CountdownStyle.DIRECT);
      String search = completion(problem, CountdownStyle.DFS_SUM);
      for (String text :
          List.of(direct, search, "1,1 equal: Goal Reached\n", direct.substring(0, 20))) {
        rows.add(RowFactory.create(problem.numbers(), problem.target(), prompt, text));
      }
    }
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private static Dataset<Row> traces() {
    return texts().selectExpr("numbers", "target", "prompt", "concat(prompt, completion) as text");
  }

  private static String completion(CountdownProblem problem, CountdownStyle style) {
    return CountdownTraces.write(problem, style)
        .text()
        .substring(CountdownTraces.prompt(problem).length());
  }
}
