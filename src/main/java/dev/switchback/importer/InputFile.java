package dev.switchback.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/**
 * A file to import.
 *
 * @param location its full path
 * @param name what the table calls it: the file's name, or its path where another has that name
 */
public record InputFile(String location, String name) implements Serializable {
  private static final int BUFFER = 1 << 16;
  private static final byte[] PACKED = {0x1f, (byte) 0x8b};
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  public Path path() {
    return new Path(location);
  }

  /**
   * The content, unpacked if it is packed with gzip, a leading byte order mark left out; the caller
   * closes it.
   *
   * @throws InputException if it cannot be opened, or is something else than text in UTF-8
   */
  public BufferedInputStream open(Configuration hadoop) {
    InputStream opened = null;
    boolean packed = false;
    try {
      opened = raw(hadoop);
      BufferedInputStream in = new BufferedInputStream(opened, BUFFER);
      packed = Arrays.equals(beginning(in, PACKED.length), PACKED);
      if (packed) {
        in = new BufferedInputStream(new GzipCompressorInputStream(in, true), BUFFER);
      }
      requireText(in);
      if (Arrays.equals(beginning(in, MARK.length), MARK)) {
        in.skipNBytes(MARK.length);
      }
      return in;
    } catch (IOException unreadable) {
      IOUtils.closeStream(opened);
      throw packed ? endsEarly(1, unreadable) : unreadable(unreadable);
    } catch (InputException other) {
      IOUtils.closeStream(opened);
      throw other;
    }
  }

  private void requireText(BufferedInputStream in) throws IOException {
    FileKind.of(beginning(in, BUFFER))
        .ifPresent(
            kind -> {
              throw new InputException(
                  "Cannot read " + location + ": it is " + kind.told("text in UTF-8"));
            });
  }

  /**
   * Says what the file is, if that can be told, and it is no Parquet.
   *
   * @throws InputException if it is something else
   */
  public void requireParquet(Configuration hadoop) throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(raw(hadoop), BUFFER)) {
      FileKind.of(beginning(in, BUFFER))
          .filter(kind -> kind != FileKind.PARQUET)
          .ifPresent(
              kind -> {
                throw new InputException(
                    "Cannot read " + location + ": it is " + kind.told("a Parquet file"));
              });
    }
  }

  /** The first byte that is no blank, -1 if there is none near; the content stays where it is. */
  public int firstVisible(BufferedInputStream in) {
    try {
      for (byte next : beginning(in, BUFFER)) {
        if (!isBlank(next)) {
          return next & 0xff;
        }
      }
      return -1;
    } catch (IOException damaged) {
      throw endsEarly(1, damaged);
    }
  }

  static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  private static byte[] beginning(BufferedInputStream in, int length) throws IOException {
    in.mark(length);
    byte[] beginning = in.readNBytes(length);
    in.reset();
    return beginning;
  }

  /** Identifies the content as it is stored: its SHA-256, in hexadecimal. */
  public String digest(Configuration hadoop) {
    try (InputStream in = raw(hadoop)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private InputStream raw(Configuration hadoop) throws IOException {
    return Locations.files(path(), hadoop).open(path());
  }

  public InputException unreadable(Exception cause) {
    return new InputException("Cannot read " + location + ": " + cause.getMessage(), cause);
  }

  /** Where the content can be read up to a line, but no further. */
  InputException endsEarly(long line, IOException cause) {
    return new InputException(
        "Cannot read "
            + location
            + " any further than line "
            + line
            + ": "
            + (cause instanceof EOFException ? "it was cut off" : cause.getMessage())
            + ", expected a whole file; fetch it again",
        cause);
  }
}
