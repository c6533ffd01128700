package dev.switchback.dataset.foreign;

/** The lines of a text, ended by a line feed, with or without a carriage return before it. */
final class TextLines implements RawRows {
  private final ByteReader bytes;
  private final RawRow line;
  private long number;

  /**
   * Begins before the first line.
   *
   * @param longest bytes of a line that is not too long
   */
  TextLines(ByteReader bytes, int longest) {
    this.bytes = bytes;
    this.line = new RawRow(longest);
  }

  @Override
  public boolean next() {
    int next = bytes.next();
    if (next < 0) {
      return false;
    }
    number++;
    line.clear();
    for (; next >= 0 && next != '\n'; next = bytes.next()) {
      line.append(next);
    }
    line.trimLineEnd();
    return true;
  }

  @Override
  public Place place() {
    return Place.line(number);
  }

  @Override
  public RawRow row() {
    return line;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
