package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.FolderLock;
import dev.switchback.cli.DriverHost.Ending;
import java.util.Properties;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverHostTest {
  /** In the pod of a driver spark-submit runs in client mode, with a property of its own. */
  @ParameterizedTest
  @CsvSource({
    ", , , USER",
    "local[*], client, , USER",
    "local[*], , , USER",
    "spark://box:7077, client, , USER",
    "yarn, client, , USER",
    "k8s://https://box:443, client, , USER",
    "k8s://https://box:443, client, true, CLUSTER",
    "spark://box:7077, cluster, , CLUSTER",
    "yarn, cluster, , APPLICATION_MASTER"
  })
  void propertiesOfSparkTellWhatRunsTheDriver(
      String master, String deployMode, String inPod, DriverHost host) {
    Properties properties = new Properties();
    put(properties, "spark.master", master);
    put(properties, "spark.submit.deployMode", deployMode);
    put(properties, "spark.kubernetes.submitInDriver", inPod);

    assertThat(DriverHost.of(properties)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "USER, 0, EXIT",
    "USER, 3, EXIT",
    "CLUSTER, 0, EXIT",
    "CLUSTER, 3, EXIT",
    "APPLICATION_MASTER, 0, RETURN",
    "APPLICATION_MASTER, 1, THROW",
    "APPLICATION_MASTER, 3, THROW"
  })
  void theEndOfTheProcessIsNoSuccessForTheApplicationMaster(
      DriverHost host, int exitCode, Ending ending) {
    assertThat(host.ending(exitCode)).isEqualTo(ending);
  }

  @Test
  void theApplicationMasterIsGivenTheExitCode() {
    assertThatCode(() -> Main.end(DriverHost.APPLICATION_MASTER, 0)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Main.end(DriverHost.APPLICATION_MASTER, 3))
        .isEqualTo(new SparkUserAppException(3));
  }

  /** A cluster starts a driver again that it has lost; a user is told when to. */
  @ParameterizedTest
  @CsvSource({"USER, REFUSE", "CLUSTER, WAIT", "APPLICATION_MASTER, WAIT"})
  void aDriverThatAClusterStartedWaitsForOneThatMayBeLost(
      DriverHost host, FolderLock.Elsewhere elsewhere) {
    assertThat(host.elsewhere()).isEqualTo(elsewhere);
  }

  private static void put(Properties properties, String key, String value) {
    if (value != null) {
      properties.put(key, value);
    }
  }
}
