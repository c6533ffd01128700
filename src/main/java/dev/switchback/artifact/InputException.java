package dev.switchback.artifact;

/** Bad or missing input data, told in one readable paragraph. Exit code 3. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
