package dev.switchback.dataset.foreign;

import dev.switchback.artifact.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  Path path() {
    return new Path(location);
  }

  /**
   * The content, unpacked if it is packed with gzip; the caller closes it.
   *
   * @throws InputException if it cannot be opened
   */
  ByteReader open(Configuration hadoop) {
    InputStream opened = null;
    try {
      opened = raw(hadoop);
      BufferedInputStream in = new BufferedInputStream(opened, BUFFER);
      in.mark(2);
      boolean packed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return new ByteReader(location, packed ? new GZIPInputStream(in, BUFFER) : in);
    } catch (IOException unreadable) {
      IOUtils.closeStream(opened);
      throw unreadable(unreadable);
    }
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
    return path().getFileSystem(hadoop).open(path());
  }

  InputException unreadable(Exception cause) {
    return new InputException("Cannot read " + location + ": " + cause.getMessage(), cause);
  }
}
