package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.tier.NativeEngine;
import org.junit.jupiter.api.Test;

@NativeEngine
class DoctorCommandTest {
  @Test
  void theMasterIsTold() {
    assertThat(Program.run("--master", "local[7]", "doctor").out()).contains("local[7]");
  }
}
