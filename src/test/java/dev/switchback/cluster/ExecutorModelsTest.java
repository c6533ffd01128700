package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.switchback.model.Architecture;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@LocalSpark
@NativeEngine
class ExecutorModelsTest {
  @Test
  void tasksShareAModelAndTheLastOneFreesIt(SparkSession spark) {
    Weights values = TestModels.formula(TestModels.tiny(true));
    Broadcast<Weights> weights = new JavaSparkContext(spark.sparkContext()).broadcast(values);
    EngineThread.prepare(1);
    ExecutorModels.Lease first = take(weights, ExecutorModels.Form.DECODING);
    ExecutorModels.Lease second = take(weights, ExecutorModels.Form.DECODING);
    ExecutorModels.Lease other = take(weights, ExecutorModels.Form.SCORING);
    assertThat(second.prepared()).isSameAs(first.prepared());
    assertThat(other.prepared()).isNotSameAs(first.prepared());

    NDArray embedding = first.prepared().get(0);
    first.close();
    first.close();
    assertThat(embedding.isReleased()).isFalse();
    assertThat(embedding.toFloatArray()).isEqualTo(values.values(0));
    second.close();
    other.close();
    assertThat(embedding.isReleased()).isTrue();
    ExecutorModels.Lease again = take(weights, ExecutorModels.Form.DECODING);
    assertThat(again.prepared()).isNotSameAs(first.prepared());
    again.close();
  }

  @ParameterizedTest
  @EnumSource
  void aProgramThatCannotTakeItsWeightsIsClosed(ExecutorModels.Form form) {
    EngineThread.prepare(1);
    Architecture tiny = TestModels.tiny(true);
    CausalLmProgram program = TestModels.program(tiny, Precision.FLOAT32);
    NDManager own = program.newManager();
    assertThatThrownBy(() -> ExecutorModels.prepared(program, TestModels.unreadable(tiny), form))
        .isInstanceOf(NullPointerException.class);
    assertThat(own.isOpen()).isFalse();
  }

  private static ExecutorModels.Lease take(Broadcast<Weights> weights, ExecutorModels.Form form) {
    return ExecutorModels.take(weights, Precision.FLOAT32, Device.cpu(), form);
  }
}
