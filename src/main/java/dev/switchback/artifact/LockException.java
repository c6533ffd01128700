package dev.switchback.artifact;

/** A folder that another process works in, told in one readable paragraph. Exit code 1. */
public final class LockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LockException(String message) {
    super(message);
  }
}
