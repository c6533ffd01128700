package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import dev.switchback.cluster.ExecutorModels.TaskModel;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.tier.NativeEngine;
import dev.switchback.tier.StartsSpark;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

@NativeEngine
@StartsSpark
class TaskModelTest {
  @Test
  void aTaskThatCannotOpenItsProgramGivesBackTheWeightsThatItShares() {
    EngineThread.prepare(1);
    ExecutorModels.Lease own =
        ExecutorModels.take(
            ReadOnce.WEIGHTS,
            Precision.FLOAT32,
            TaskDevice.current(),
            ExecutorModels.Form.DECODING);
    NDArray embedding = own.prepared().get(0);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .getOrCreate()) {
      assertThatThrownBy(
              () ->
                  new JavaSparkContext(spark.sparkContext())
                      .parallelize(List.of(1), 1)
                      .foreach(row -> open()))
          .hasRootCauseMessage("read before");
    }
    assertThat(embedding.isReleased()).isFalse();
    own.close();
    assertThat(embedding.isReleased()).isTrue();
  }

  private static void open() {
    TaskModel.open(ReadOnce.WEIGHTS, Precision.FLOAT32, ExecutorModels.Form.DECODING, 1);
  }

  /** Weights that whoever asks for them a second time does not get. */
  private static final class ReadOnce extends Broadcast<Weights> {
    private static final long serialVersionUID = 1L;
    private static final ReadOnce WEIGHTS = new ReadOnce();

    private boolean read;

    private ReadOnce() {
      super(-1, ClassTag$.MODULE$.apply(Weights.class));
    }

    @Override
    public Weights getValue() {
      if (read) {
        throw new IllegalStateException("read before");
      }
      read = true;
      return TestModels.formula(TestModels.tiny(true));
    }

    @Override
    public void doUnpersist(boolean blocking) {}

    @Override
    public void doDestroy(boolean blocking) {}
  }
}
