package dev.switchback.artifact;

import java.time.Duration;

/** A folder that another process works in, told in one readable paragraph. Exit code 1. */
public final class LockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration untilTakenForDead;

  public LockException(String message) {
    this(message, Duration.ZERO);
  }

  LockException(String message, Duration untilTakenForDead) {
    super(message);
    this.untilTakenForDead = untilTakenForDead;
  }

  /** How long the other has to be silent yet; zero where it is known to live. */
  Duration untilTakenForDead() {
    return untilTakenForDead;
  }
}
