package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.artifact.InputException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new ExceptionInInitializerError(new UnknownHostException("box: unknown")),
            "local[*]",
            3,
            "SPARK_LOCAL_HOSTNAME=localhost"),
        Arguments.of(
            new ExceptionInInitializerError(
                new SocketException("No network interfaces configured")),
            "local[2]",
            3,
            "SPARK_LOCAL_IP"),
        Arguments.of(
            new RuntimeException(new BindException("Cannot assign requested address")),
            "local[2]",
            3,
            "SPARK_LOCAL_IP"),
        Arguments.of(
            new IOException(new LoginException("java.lang.NullPointerException: invalid null")),
            "local[2]",
            3,
            "/etc/passwd"),
        Arguments.of(
            new IOException("failure to login: javax.security.auth.login.LoginException: null"),
            "local[2]",
            3,
            "/etc/passwd"),
        Arguments.of(
            new SparkException("either HADOOP_CONF_DIR or YARN_CONF_DIR must be set"),
            "yarn",
            2,
            "HADOOP_CONF_DIR"),
        Arguments.of(new SparkException("no classes"), "k8s://https://box:1", 2, "kubernetes"),
        Arguments.of(
            new IllegalStateException("stopped"), "spark://box:1", 3, "spark://box:1 does not"),
        Arguments.of(
            new SparkException("Could not parse Master URL: 'localhost'"),
            "localhost",
            2,
            "with the master localhost"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theCauseAndTheRemedyAreTold(Throwable thrown, String master, int exitCode, String told) {
    Failure failure = Failure.of(StartFailure.of(thrown, master));

    assertThat(failure.exitCode()).isEqualTo(exitCode);
    assertThat(failure.paragraph())
        .startsWith("Cannot start Spark")
        .contains(", expected ", "; ", told)
        .hasLineCount(1);
  }

  @Test
  void whatIsToldAlreadyStays() {
    InputException told = new InputException("Cannot read it");

    assertThat(StartFailure.of(new RuntimeException(told), "local")).isSameAs(told);
  }
}
