package dev.switchback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.EffectiveConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigurationTest {
  @TempDir private Path folder;

  @Test
  void itReadsBackAsTheSameExperiment() throws IOException {
    Experiment experiment =
        Examples.read(
            folder,
            Examples.SMALLEST
                + """
                report.title = "Quotes \\" and # and ${x}"
                models.search = ${models.direct} { style = backtracking, searches = [dfs-mult] }
                spark.conf { spark.executor.memory = 3g, "spark.x" = 1, "spark.x.y" = 2 }
                """
                    .replace("${x}", "dollars"));

    String text = EffectiveConfiguration.render(experiment);

    assertThat(text)
        .startsWith("name = \"tiny\"\nruns = \"runs\"\nseed = 42\n")
        .contains("    architecture {\n      preset = \"3m\"\n      hidden-size = 256\n");
    assertThat(Examples.read(folder, text)).isEqualTo(experiment);
    assertThat(EffectiveConfiguration.render(Examples.read(folder, text))).isEqualTo(text);
  }

  @Test
  void secretsOfOtherSystemsAreNotShown() throws IOException {
    Experiment experiment =
        Examples.read(
            folder,
            Examples.SMALLEST
                + """
                spark.conf {
                  spark.hadoop.fs.s3a.secret.key = abc1, spark.hadoop.fs.s3a.access.key = abc2
                  spark.hadoop.fs.s3a.session.token = abc3, spark.ssl.keyStorePassword = abc4
                  spark.hadoop.fs.s3a.endpoint = "http://shown" }
                """);
    assertThat(EffectiveConfiguration.render(experiment))
        .doesNotContain("abc")
        .contains("\"spark.hadoop.fs.s3a.secret.key\" = \"(hidden)\"", "http://shown")
        .contains("max-tokens = ");
  }

  @Test
  void itsValuesHaveTheFullPathOfTheirKey() throws IOException {
    assertThat(EffectiveConfiguration.values(Examples.smallest(folder)))
        .extracting(value -> value.path() + " " + value.named() + "=" + value.value())
        .contains(
            "problems.numbers =4",
            "models.direct.style direct=direct",
            "models.direct.training.steps direct=10");
  }
}
