package dev.switchback.train.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An event as another program reads it: frames, checksums bit by bit, fields by their numbers. */
record ReadEvent(double time, long step, String version, List<Value> values) {
  record Value(String tag, float scalar, String plugin, String text) {}

  static List<ReadEvent> all(byte[] file) {
    List<ReadEvent> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).as("checksum of the length").isEqualTo(checksum(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertThat(in.getInt()).as("checksum of the record").isEqualTo(checksum(data));
      events.add(event(fields(data)));
    }
    return events;
  }

  private static ReadEvent event(Map<Integer, List<Object>> fields) {
    List<Value> values = new ArrayList<>();
    for (Object summary : fields.getOrDefault(5, List.of())) {
      for (Object value : fields((byte[]) summary).getOrDefault(1, List.of())) {
        values.add(value(fields((byte[]) value)));
      }
    }
    return new ReadEvent(
        Double.longBitsToDouble((long) fields.get(1).get(0)),
        (long) one(fields, 2, 0L),
        new String((byte[]) one(fields, 3, new byte[0]), UTF_8),
        values);
  }

  private static Value value(Map<Integer, List<Object>> fields) {
    Map<Integer, List<Object>> tensor = fields((byte[]) one(fields, 8, new byte[0]));
    Map<Integer, List<Object>> metadata = fields((byte[]) one(fields, 9, new byte[0]));
    Map<Integer, List<Object>> plugin = fields((byte[]) one(metadata, 1, new byte[0]));
    if (!tensor.isEmpty()) {
      assertThat(tensor.get(1)).as("type of the tensor").containsExactly(7L);
    }
    return new Value(
        new String((byte[]) fields.get(1).get(0), UTF_8),
        Float.intBitsToFloat((int) one(fields, 2, 0)),
        new String((byte[]) one(plugin, 1, new byte[0]), UTF_8),
        new String((byte[]) one(tensor, 8, new byte[0]), UTF_8));
  }

  private static Object one(Map<Integer, List<Object>> fields, int number, Object otherwise) {
    List<Object> values = fields.getOrDefault(number, List.of(otherwise));
    assertThat(values).as("field " + number).hasSize(1);
    return values.get(0);
  }

  private static Map<Integer, List<Object>> fields(byte[] message) {
    Map<Integer, List<Object>> fields = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      Object value =
          switch ((int) (tag & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> slice(in, (int) varint(in));
            case 5 -> in.getInt();
            default -> throw new AssertionError("wire type of " + tag);
          };
      fields.computeIfAbsent((int) (tag >> 3), number -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static byte[] slice(ByteBuffer in, int length) {
    byte[] slice = new byte[length];
    in.get(slice);
    return slice;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  /** CRC-32C (polynomial 1EDC6F41, reflected), masked as in TensorFlow's crc32c.h. */
  private static int checksum(byte[] data) {
    int remainder = -1;
    for (byte next : data) {
      remainder ^= next & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        remainder = remainder >>> 1 ^ ((remainder & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    int crc = ~remainder;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }
}
