package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.tier.NativeEngine;
import dev.switchback.tier.StartsSpark;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@StartsSpark
@NativeEngine
class KryoTest {
  @Test
  void aFitAndATransformWorkWhereTheApplicationHasChosenKryo() {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate()) {
      CausalLmModel model =
          Tables.tiny()
              .setWorkers(2)
              .setValidationIndicatorCol("held_out")
              .fit(Tables.traces(spark, 3));
      assertThat(model.summary().validationHistory()).hasSize(1);
      assertThat(model.transform(Tables.prompts(spark, 2)).collectAsList()).hasSize(81);
    }
  }
}
