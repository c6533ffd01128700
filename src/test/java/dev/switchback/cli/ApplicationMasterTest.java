package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.tier.StartsSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with the properties that YARN's application master sets, on this machine's cores. */
@StartsSpark
class ApplicationMasterTest {
  @TempDir private Path folder;

  @BeforeEach
  void setProperties() {
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
    System.setProperty("spark.extraListeners", Starts.class.getName());
    Starts.COUNT.set(0);
  }

  @AfterEach
  void clearProperties() {
    List.of("spark.master", "spark.submit.deployMode", "spark.extraListeners")
        .forEach(System::clearProperty);
  }

  @Test
  void sparkIsStartedAlsoWhereNothingIsLeftToDo() throws IOException {
    String conf = TinyExperiment.write(folder).toString();
    for (int run = 1; run <= 2; run++) {
      Program generate =
          Program.run("generate", conf, "--set", "runs=" + folder, "--master", "local[1]");

      assertThat(generate.exitCode()).as(generate.err()).isZero();
      assertThat(Starts.COUNT).hasValue(run);
      assertThat(generate.out())
          .isEqualTo(
              """
              {"command":"generate","status":"succeeded","exit_code":0,"message":""}
              """);
    }
  }

  @Test
  void theLastLineTellsTheExitCode() throws IOException {
    Program missing = Program.run("run", "nowhere.conf", "--verbose");
    JsonNode end = new ObjectMapper().readTree(missing.out());
    assertThat(missing.out()).startsWith("{\"command\":\"run\",").hasLineCount(1);
    assertThat(end.path("status").asText()).isEqualTo("failed");
    assertThat(end.path("exit_code").asInt()).isEqualTo(missing.exitCode()).isEqualTo(2);
    assertThat(end.path("message").asText())
        .startsWith("Cannot read the configuration nowhere.conf, which is no file");

    assertThat(Program.run("trian").out())
        .isEqualTo(
            """
            {"command":"","status":"failed","exit_code":2,"message":"Cannot run switchback: \
            Unmatched argument at index 0: 'trian'; did you mean train?"}
            """);
    assertThat(Program.run("--version").out())
        .startsWith("switchback ")
        .endsWith(
            "\n{\"command\":\"\",\"status\":\"succeeded\",\"exit_code\":0,\"message\":\"\"}\n");
    assertThat(Starts.COUNT).as("no command needed Spark").hasValue(0);
  }

  /** Counts how often Spark was started. */
  public static final class Starts extends SparkListener {
    static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public void onApplicationStart(SparkListenerApplicationStart started) {
      COUNT.incrementAndGet();
    }
  }
}
