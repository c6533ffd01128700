package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.cluster.WorkerPlacement.ExecutorResources;
import dev.switchback.config.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPlacementTest {
  private static final long MEGABYTE = 1 << 20;
  private static final Map<String, String> STANDALONE = Map.of("spark.master", "spark://host:7077");

  @ParameterizedTest
  @CsvSource({
    "spark.dynamicAllocation.enabled, true, expected false: executors that go",
    "spark.speculation, true, expected false: a second copy",
    "spark.task.resource.gpu.amount, 0.5, expected 1: several workers would share a GPU",
    "spark.driver.maxResultSize, 99m, expected at least 101m"
  })
  void settingsThatCannotWorkAreRefusedWithAdvice(String key, String value, String advice) {
    Map<String, String> conf = new TreeMap<>(STANDALONE);
    conf.put(key, value);
    assertThatThrownBy(() -> WorkerPlacement.requireSettings(conf, 2, 100 * MEGABYTE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot train on this cluster: " + key + " = " + value)
        .hasMessageContaining(advice)
        .hasMessageContaining("set ");
  }

  @Test
  void settingsThatWorkAreNot() {
    assertThatCode(() -> WorkerPlacement.requireSettings(STANDALONE, 2, 100 * MEGABYTE))
        .doesNotThrowAnyException();
    Map<String, String> unlimited = new TreeMap<>(STANDALONE);
    unlimited.put("spark.driver.maxResultSize", "0");
    assertThatCode(() -> WorkerPlacement.requireSettings(unlimited, 2, 10_000 * MEGABYTE))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                WorkerPlacement.requireSettings(
                    Map.of("spark.master", "local[4]", "spark.speculation", "true"), 2, MEGABYTE))
        .as("one machine's cores do not speculate")
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"local[4], 4, 1, 4", "local[4], 4, 2, 2", "local[3], 3, 2, 1", "local, 1, 1, 1"})
  void onOneMachineWorkersShareTheCores(String master, int cores, int workers, int threads) {
    Map<String, String> conf = Map.of("spark.master", master);
    List<ExecutorResources> driver = List.of(executor("driver", cores, 0));
    assertThat(WorkerPlacement.slots(conf, driver)).isEqualTo(cores);
    assertThat(WorkerPlacement.of(conf, driver, workers))
        .isEqualTo(new WorkerPlacement(threads, WorkerPlacement.Request.DEFAULT));
  }

  @Test
  void aWorkerHasAnExecutorToItself() {
    List<ExecutorResources> executors = List.of(executor("0", 8, 0), executor("1", 8, 0));
    assertThat(WorkerPlacement.slots(STANDALONE, executors)).isEqualTo(2);
    assertThat(WorkerPlacement.of(STANDALONE, executors, 2))
        .isEqualTo(new WorkerPlacement(8, new WorkerPlacement.Request(8, 0)));
  }

  @Test
  void aWorkerHasAGpuAndItsShareOfTheCores() {
    List<ExecutorResources> executors = List.of(executor("0", 32, 4), executor("1", 32, 4));
    assertThat(WorkerPlacement.slots(STANDALONE, executors)).isEqualTo(8);
    assertThat(WorkerPlacement.of(STANDALONE, executors, 8))
        .isEqualTo(new WorkerPlacement(8, new WorkerPlacement.Request(8, 1)));
  }

  @Test
  void executorsThatHaveRoomForTwoWorkersAreRefused() {
    List<ExecutorResources> unequal = List.of(executor("0", 4, 0), executor("1", 8, 0));
    assertThatThrownBy(() -> WorkerPlacement.of(STANDALONE, unequal, 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("executor 1 on host with 8 cores and 0 GPUs has room for two workers")
        .hasMessageContaining("set spark.executor.cores");
  }

  @Test
  void withoutStageLevelSchedulingTheTasksCoresDecide() {
    Map<String, String> conf =
        Map.of("spark.master", "local-cluster[2,4,1024]", "spark.task.cpus", "4");
    List<ExecutorResources> executors = List.of(executor("0", 4, 0), executor("1", 4, 0));
    assertThat(WorkerPlacement.of(conf, executors, 2))
        .isEqualTo(new WorkerPlacement(4, WorkerPlacement.Request.DEFAULT));
    Map<String, String> shared = Map.of("spark.master", "local-cluster[2,4,1024]");
    assertThatThrownBy(() -> WorkerPlacement.of(shared, executors, 2))
        .hasMessageContaining("expected room for one: they would share a device");
  }

  private static ExecutorResources executor(String id, int cores, int gpus) {
    return new ExecutorResources(id, "host", cores, gpus);
  }
}
