package dev.switchback.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
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
   * @throws InputException if it cannot be opened
   */
  public BufferedInputStream open(Configuration hadoop) {
    InputStream opened = null;
    try {
      opened = raw(hadoop);
      BufferedInputStream in = new BufferedInputStream(opened, BUFFER);
      if (Arrays.equals(beginning(in, PACKED.length), PACKED)) {
        in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      }
      if (Arrays.equals(beginning(in, MARK.length), MARK)) {
        in.skipNBytes(MARK.length);
      }
      return in;
    } catch (IOException unreadable) {
      IOUtils.closeStream(opened);
      throw unreadable(unreadable);
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
            + cause.getMessage()
            + ", expected a whole file; fetch it again",
        cause);
  }
}
