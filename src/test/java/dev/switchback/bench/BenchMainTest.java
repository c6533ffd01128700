package dev.switchback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BenchMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void benchNamesWhatItMeasures() {
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("train ", "sample ");
    assertThat(run("bench")).isEqualTo(2);
  }

  @Test
  void theProgramsOwnCommandsAreThereToo() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("generate", "report", "bench");
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    assertThat(run("bench", "train", "--shape", "round")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("Cannot run switchback bench: Cannot measure the shape");
  }

  @Test
  void onlyAModelThatIsReinforcedHasStepsOfRewards() {
    assertThat(run("bench", "grpo", "conf/grpo-small.conf", "answering")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "Cannot measure the model: answering, expected one of answering-grpo, searching-grpo");
  }

  @Test
  void aTableWithoutFilesIsRefused() {
    assertThat(run("bench", "shards", "--files", "0")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Cannot measure a table of 0 files");
  }

  private int run(String... arguments) {
    return BenchMain.run(
        arguments,
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8)));
  }
}
