package dev.switchback.cluster;

/** A training round in which nothing happens any more; the message says who is missing. */
public final class StalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StalledException(String message) {
    super(message);
  }
}
