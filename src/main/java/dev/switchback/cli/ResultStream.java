package dev.switchback.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Where results go. A write that fails throws a {@link FailedWriteException}, which the streams and
 * writers of Java that lie over this one do not keep to themselves as they do an IOException.
 */
final class ResultStream extends OutputStream {
  private final OutputStream out;
  private final String name;
  private final boolean isPipe;

  /**
   * Writes to a stream, without a buffer of its own.
   *
   * @param name of the place in messages
   * @param isPipe whether a write can fail only because nobody reads any more
   */
  ResultStream(OutputStream out, String name, boolean isPipe) {
    this.out = out;
    this.name = name;
    this.isPipe = isPipe;
  }

  @Override
  public void write(int next) {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int first, int count) {
    attempt(() -> out.write(bytes, first, count));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  @Override
  public void close() {
    attempt(out::close);
  }

  private void attempt(Write write) {
    try {
      write.make();
    } catch (IOException failed) {
      throw new FailedWriteException(name, isPipe, failed);
    }
  }

  /** A part of what is done to a stream. */
  @FunctionalInterface
  private interface Write {
    void make() throws IOException;
  }

  /** Results that could not be written. */
  static final class FailedWriteException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final boolean unread;

    FailedWriteException(String name, boolean unread, IOException cause) {
      super(
          "Cannot write to "
              + name
              + ": "
              + cause.getMessage()
              + ", expected that all of it can be written; make room, or send it elsewhere",
          cause);
      this.unread = unread;
    }

    /** Whether nobody reads any more: a reader that has seen enough is no error. */
    boolean isUnread() {
      return unread;
    }
  }
}
