package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.PlainLocalFileSystem;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LazySparkTest {
  @Tag("slow")
  @Test
  void aMachineOfOnesOwnIsTheDefault() {
    SparkConf conf = settings(Optional.empty(), new SparkConf(false));

    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.app.name")).isEqualTo("switchback quickstart");
  }

  @Test
  void aClusterKeepsItsPagesAndAddresses() {
    SparkConf conf = settings(Optional.empty(), new SparkConf(false).setMaster("yarn"));
    assertThat(conf.get("spark.hadoop.fs.file.impl"))
        .isEqualTo(PlainLocalFileSystem.class.getName());
    assertThat(conf.get("spark.hadoop.parquet.page.verify-checksum.enabled")).isEqualTo("true");

    assertThat(conf.get("spark.master")).isEqualTo("yarn");
    assertThat(conf.contains("spark.ui.enabled")).isFalse();
    assertThat(conf.contains("spark.driver.host")).isFalse();
  }

  @Test
  void theFirstOfThePrecedenceWins() {
    SparkConf submitted = new SparkConf(false).setMaster("yarn").set("spark.task.cpus", "2");

    SparkConf conf =
        settings(
            Optional.of("local[1]"),
            submitted,
            "spark.conf.spark.task.cpus=3",
            "spark.conf.spark.ui.enabled=true");

    assertThat(conf.get("spark.master")).isEqualTo("local[1]");
    assertThat(conf.get("spark.task.cpus")).isEqualTo("2");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
  }

  @Test
  void tooLittleMemoryIsRefusedWithAdvice() {
    assertThatThrownBy(() -> LazySpark.requireHeap(200L << 20))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot start Spark in 200 MiB of memory, expected 512 MiB or more; set"
                + " SWITCHBACK_DRIVER_MEMORY, for example to 3g");
    assertThatCode(() -> LazySpark.requireHeap(512L << 20)).doesNotThrowAnyException();
  }

  private static SparkConf settings(
      Optional<String> master, SparkConf submitted, String... overrides) {
    Experiment experiment =
        ExperimentFile.read(Path.of("conf/quickstart.conf"), List.of(overrides));
    try (LazySpark spark = new LazySpark(master, experiment)) {
      return spark.settings(submitted);
    }
  }
}
