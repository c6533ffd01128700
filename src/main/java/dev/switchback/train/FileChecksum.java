package dev.switchback.train;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * By what a file is known again.
 *
 * @param bytes its length
 * @param crc32c its CRC-32C, eight hexadecimal digits
 */
record FileChecksum(long bytes, String crc32c) {
  private static final int CHUNK = 1 << 20;

  /** Reads a file from the beginning to the end. */
  static FileChecksum of(FileSystem files, Path path) throws IOException {
    CRC32C sum = new CRC32C();
    long bytes = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = files.open(path)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sum.update(chunk, 0, read);
        bytes += read;
      }
    }
    return new FileChecksum(bytes, hexadecimal(sum));
  }

  /** The CRC-32C of some bytes. */
  static String crc32c(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return hexadecimal(sum);
  }

  private static String hexadecimal(CRC32C sum) {
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
