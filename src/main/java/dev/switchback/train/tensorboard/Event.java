package dev.switchback.train.tensorboard;

import java.time.Instant;
import java.util.List;

/**
 * What was measured at a step.
 *
 * @param time when
 * @param step after which optimizer step
 * @param values what
 */
public record Event(Instant time, long step, List<SummaryValue> values) {
  /** The version that TensorBoard's readers know; the first record of a file says so. */
  private static final String FILE_VERSION = "brain.Event:2";

  /** Copies the list. */
  public Event {
    values = List.copyOf(values);
  }

  /** The message {@code Event} of TensorFlow's event.proto. */
  ProtobufMessage message() {
    ProtobufMessage summary = new ProtobufMessage();
    values.forEach(value -> summary.message(1, value.message()));
    return at(time).integer(2, step).message(5, summary);
  }

  /** The first record of a file. */
  static ProtobufMessage fileVersion(Instant time) {
    return at(time).text(3, FILE_VERSION);
  }

  private static ProtobufMessage at(Instant time) {
    return new ProtobufMessage().fixed64(1, time.getEpochSecond() + time.getNano() / 1e9);
  }
}
