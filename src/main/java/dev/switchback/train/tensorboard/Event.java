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

  /** A named value of an event: the message {@code Summary.Value} of TensorFlow's summary.proto. */
  public sealed interface SummaryValue {
    /** The name of its curve or its series of texts; a slash groups names. */
    String tag();

    /** As it stands in a summary. */
    ProtobufMessage message();

    /**
     * A point of a curve.
     *
     * @param value kept as float
     */
    record Scalar(String tag, double value) implements SummaryValue {
      @Override
      public ProtobufMessage message() {
        return new ProtobufMessage().text(1, tag).fixed32(2, (float) value);
      }
    }

    /**
     * A text.
     *
     * @param markdown what TensorBoard's text page renders; indented by four spaces it stays as it
     *     is
     */
    record Text(String tag, String markdown) implements SummaryValue {
      /** DT_STRING of types.proto. */
      private static final int STRING = 7;

      @Override
      public ProtobufMessage message() {
        ProtobufMessage scalarShape = new ProtobufMessage();
        ProtobufMessage tensor =
            new ProtobufMessage().integer(1, STRING).message(2, scalarShape).text(8, markdown);
        ProtobufMessage plugin = new ProtobufMessage().text(1, "text");
        ProtobufMessage metadata = new ProtobufMessage().message(1, plugin);
        return new ProtobufMessage().text(1, tag).message(8, tensor).message(9, metadata);
      }
    }
  }
}
