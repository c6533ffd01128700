package dev.switchback.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServer;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void memoryIsGivenBackWhereJavaHasTheCommand() throws JMException {
    boolean known =
        Arrays.stream(server.getMBeanInfo(NativeMemory.COMMANDS).getOperations())
            .anyMatch(operation -> operation.getName().equals(NativeMemory.TRIM));
    assertThat(NativeMemory.trim(server, NativeMemory.TRIM)).isEqualTo(known);
  }

  @Test
  void aJavaWithoutTheCommandKeepsIt() {
    assertThat(NativeMemory.trim(server, "noSuchCommand")).isFalse();
  }
}
