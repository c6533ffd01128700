package dev.switchback.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeviceArraysTest {
  private final AtomicInteger copies = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void theCopyOfWhatIsOnAnotherDeviceIsClosed() {
    NDArray far = far();

    assertThat(DeviceArrays.floats(far)).containsExactly(1, 2);
    assertThat(DeviceArrays.doubles(far)).containsExactly(3);
    assertThat(DeviceArrays.longs(far)).containsExactly(4, 5);
    assertThat(copies).hasValue(3);
    assertThat(closed).hasValue(3);
  }

  @Test
  void whatIsHereStaysOpen() {
    NDArray[] here = new NDArray[1];
    here[0] = array(device -> here[0]);

    assertThat(DeviceArrays.floats(here[0])).containsExactly(1, 2);
    assertThat(closed).hasValue(0);
  }

  /** An array of a device that this machine may not have. */
  private NDArray far() {
    return array(
        device -> {
          copies.incrementAndGet();
          return array(again -> null);
        });
  }

  private interface Move {
    NDArray to(Device device);
  }

  private NDArray array(Move move) {
    InvocationHandler behaviour =
        (array, method, arguments) ->
            switch (method.getName()) {
              case "toDevice" -> move.to((Device) arguments[0]);
              case "toFloatArray" -> new float[] {1, 2};
              case "toDoubleArray" -> new double[] {3};
              case "toLongArray" -> new long[] {4, 5};
              case "close" -> {
                closed.incrementAndGet();
                yield null;
              }
              default -> throw new UnsupportedOperationException(method.getName());
            };
    return (NDArray)
        Proxy.newProxyInstance(
            NDArray.class.getClassLoader(), new Class<?>[] {NDArray.class}, behaviour);
  }
}
