package dev.switchback.model.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/**
 * Reads arrays wherever they are. What is read of another device is copied to the machine's memory
 * first, and DJL would give the copy to the array's manager, which may live long: here it is closed
 * at once.
 */
public final class DeviceArrays {
  private DeviceArrays() {}

  /** The values of a float32 array, in order. */
  public static float[] floats(NDArray array) {
    return read(array, NDArray::toFloatArray);
  }

  /** The values of a float64 array, in order. */
  public static double[] doubles(NDArray array) {
    return read(array, NDArray::toDoubleArray);
  }

  /** The values of an int64 array, in order. */
  public static long[] longs(NDArray array) {
    return read(array, NDArray::toLongArray);
  }

  private static <T> T read(NDArray array, Function<NDArray, T> values) {
    NDArray here = array.toDevice(Device.cpu(), false);
    try {
      return values.apply(here);
    } finally {
      if (here != array) {
        here.close();
      }
    }
  }
}
