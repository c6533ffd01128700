package dev.switchback.train.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * TensorBoard's event files. The bytes are a function of the events alone, and those of more events
 * begin with those of fewer: a file can be written anew after each round, on file systems that
 * cannot append, while TensorBoard goes on reading where it was.
 */
public final class EventFile {
  /** What TensorBoard knows event files by is {@code tfevents} in their name. */
  public static final String NAME = "events.out.tfevents.switchback";

  private static final int CHECKSUM_MASK = 0xa282ead8;

  private EventFile() {}

  /** The whole file: the record of the version, then one for each event. */
  public static byte[] bytes(List<Event> events) {
    Instant opened = events.isEmpty() ? Instant.EPOCH : events.get(0).time();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(frame(Event.fileVersion(opened)));
    events.forEach(event -> file.writeBytes(frame(event.message())));
    return file.toByteArray();
  }

  /**
   * Writes the file {@link #NAME} in a folder, into one that is there: TensorBoard keeps the file
   * open, and would not see another one that took its name. On a local disk Hadoop would put a
   * hidden file of checksums beside it, whose name TensorBoard takes for an event file's as well:
   * there the file is written without.
   */
  public static void write(FileSystem files, Path folder, List<Event> events) throws IOException {
    FileSystem plain =
        files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    try (OutputStream out = plain.create(new Path(folder, NAME), true)) {
      out.write(bytes(events));
    }
  }

  /** A TFRecord: length, its checksum, the message, its checksum; little-endian. */
  private static byte[] frame(ProtobufMessage message) {
    byte[] data = message.bytes();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(length)
        .putInt(maskedChecksum(length))
        .put(data)
        .putInt(maskedChecksum(data))
        .array();
  }

  /** CRC-32C, rotated and shifted, so that a checksum of data with checksums is a good one too. */
  private static int maskedChecksum(byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data, 0, data.length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + CHECKSUM_MASK;
  }
}
