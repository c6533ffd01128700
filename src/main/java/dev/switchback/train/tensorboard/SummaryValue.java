package dev.switchback.train.tensorboard;

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
   * @param markdown what TensorBoard's text page renders; indented by four spaces it stays as it is
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
