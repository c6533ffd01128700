package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 11, 16, 24, 25})
  void anotherJavaIsRefusedWithTheRightOne(int feature) {
    assertThatThrownBy(() -> Surroundings.requireJava(feature))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot start Spark in Java " + feature + ", expected Java 17 ")
        .hasMessageContaining("JAVA_HOME");
  }

  @ParameterizedTest
  @CsvSource({"4.0.0,2.13.16", "3.5.6,2.13.8", "3.4.1,2.12.17", "3.3.0,2.12.15"})
  void anotherSparkIsRefused(String spark, String scala) {
    assertThatThrownBy(() -> Surroundings.requireSpark(spark, scala))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("expected Spark 3.5 for Scala 2.12; set SPARK_HOME");
  }

  @Test
  void whatIsHereIsTaken() {
    assertThatCode(Surroundings::require).doesNotThrowAnyException();
    assertThatCode(() -> Surroundings.requireJava(21)).doesNotThrowAnyException();
  }

  @Test
  void oneFolderForTemporaryDataIsEnough(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path other = folder.resolve("a/b");

    assertThatCode(() -> Surroundings.requireLocalFolder(file + ", " + other))
        .doesNotThrowAnyException();
    assertThat(other).isEmptyDirectory();
    assertThatThrownBy(() -> Surroundings.requireLocalFolder(file + "," + file + "/c"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot start Spark: no temporary data can be written to " + file)
        .hasMessageContaining("SPARK_LOCAL_DIRS");
  }

  @Test
  void anArgumentThatWasNotDecodedIsRefused() {
    assertThatThrownBy(
            () -> Surroundings.requireDecoded(new String[] {"--set", "report.title=s\uFFFD"}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
    assertThatCode(() -> Surroundings.requireDecoded(new String[] {"a", "süß"}))
        .doesNotThrowAnyException();
    assertThat(Surroundings.isBeyondAscii("süß".getBytes(UTF_8))).isTrue();
    assertThat(Surroundings.isBeyondAscii("plain ~".getBytes(UTF_8))).isFalse();
  }
}
