package dev.switchback.artifact;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Bad or missing input data, told in one readable paragraph. Exit code 3. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The storage of a file does not answer, or refuses; the file itself may be as it should be. */
  public static InputException unreachable(Path file, IOException cause) {
    return new InputException(
        "Cannot read "
            + file
            + ": "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
            + "; expected storage that is there and may be read",
        cause);
  }
}
