package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.tier.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class SavedModelTest {
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void anEstimatorIsReadBackWithEveryValue() throws IOException {
    CausalLmEstimator estimator = new CausalLmEstimator();
    ParamValues.setAll(estimator);
    estimator.save(path("estimator"));

    CausalLmEstimator read = CausalLmEstimator.load(path("estimator"));
    requireSame(read, estimator);
    assertThat(read.getWorkers()).isEqualTo(77);
  }

  @Test
  void anEstimatorIsReadBackWithItsDefaults() throws IOException {
    CausalLmEstimator estimator = new CausalLmEstimator().setSteps(7);
    estimator.save(path("estimator"));
    requireSame(CausalLmEstimator.load(path("estimator")), estimator);
  }

  @Test
  void aModelIsReadBackWithItsWeightsAndEveryValue() throws IOException {
    CausalLmModel model = ParamsTest.model();
    ParamValues.setAll(model);
    model.save(path("model"));

    CausalLmModel read = CausalLmModel.load(path("model"));
    requireSame(read, model);
    assertThat(read.weights()).isEqualTo(model.weights());
    assertThat(read.tokenizer()).isEqualTo(model.tokenizer());
  }

  @Test
  void theFolderInsideIsOneOfHuggingFaces() throws IOException {
    CausalLmModel model = ParamsTest.model();
    model.save(path("model"));
    assertThat(folder.resolve("model/model"))
        .isDirectoryContaining("glob:**/config.json")
        .isDirectoryContaining("glob:**/model.safetensors")
        .isDirectoryContaining("glob:**/tokenizer.json");
    CausalLmModel opened = CausalLmModel.ofFolder(path("model/model"));
    assertThat(opened.weights()).isEqualTo(model.weights());
    assertThat(opened.uid()).isNotEqualTo(model.uid());
  }

  @Test
  void nothingIsOverwrittenUnlessThatIsAskedFor() throws IOException {
    CausalLmModel model = ParamsTest.model();
    model.save(path("model"));
    assertThatThrownBy(() -> model.save(path("model"))).isInstanceOf(IOException.class);
    model.setMaxTokens(9).write().overwrite().save(path("model"));
    assertThat(CausalLmModel.load(path("model")).getMaxTokens()).isEqualTo(9);
  }

  @Test
  void aPipelineIsSavedAndReadBackWithItsStages() throws IOException {
    CausalLmEstimator estimator = Tables.tiny().setSteps(5).setTemperature(0);
    SQLTransformer cleaning = new SQLTransformer().setStatement("SELECT * FROM __THIS__");
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {cleaning, estimator});
    pipeline.save(path("pipeline"));
    Pipeline read = Pipeline.load(path("pipeline"));
    requireSame((CausalLmEstimator) read.getStages()[1], estimator);

    PipelineModel fitted = read.fit(Tables.traces(spark, 1));
    fitted.save(path("fitted"));
    PipelineModel again = PipelineModel.load(path("fitted"));
    Dataset<Row> prompts = Tables.prompts(spark, 1);
    assertThat(again.transform(prompts).orderBy("id").collectAsList())
        .isEqualTo(fitted.transform(prompts).orderBy("id").collectAsList())
        .hasSize(81);
  }

  @Test
  void whatIsSomethingElseOrDamagedIsToldAsSuch() throws IOException {
    new CausalLmEstimator().save(path("estimator"));
    assertThatThrownBy(() -> CausalLmModel.load(path("estimator")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds a dev.switchback.ml.CausalLmEstimator, expected a")
        .hasMessageContaining("load it by its own class");
    ParamsTest.model().save(path("model"));
    assertThatThrownBy(() -> CausalLmEstimator.load(path("model")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds a dev.switchback.ml.CausalLmModel, expected a");
    assertThatThrownBy(() -> CausalLmModel.load(path("nowhere")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere/metadata is missing or damaged");

    ParamsTest.model().save(path("cut"));
    Path weights = folder.resolve("cut/model/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length - 8));
    assertThatThrownBy(() -> CausalLmModel.load(path("cut")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.safetensors");

    ParamsTest.model().save(path("emptied"));
    FileUtils.deleteDirectory(folder.resolve("emptied/model").toFile());
    assertThatThrownBy(() -> CausalLmModel.load(path("emptied")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("emptied/model/config.json does not exist");

    ParamsTest.model().save(path("unnamed"));
    FileUtils.cleanDirectory(folder.resolve("unnamed/metadata").toFile());
    assertThatThrownBy(() -> CausalLmModel.load(path("unnamed")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected what saving writes");
  }

  private static void requireSame(Params read, Params saved) {
    assertThat(read).hasSameClassAs(saved);
    assertThat(read.uid()).isEqualTo(saved.uid());
    for (Param<?> param : saved.params()) {
      Param<Object> other = read.getParam(param.name());
      assertThat(read.get(other)).as(param.name()).isEqualTo(saved.get(param));
      assertThat(read.getDefault(other)).as(param.name()).isEqualTo(saved.getDefault(param));
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
