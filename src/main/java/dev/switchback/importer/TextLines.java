package dev.switchback.importer;

import dev.switchback.importer.Rejected.Place;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** The lines of a text, ended by a line feed, with or without a carriage return before it. */
public final class TextLines extends RawRows {
  private static final byte[] LINE_FEED = {'\n'};

  private final InputFile file;
  private final LineReader reader;
  private final Text line = new Text();
  private final int longest;
  private long number;

  /**
   * Begins before the first line.
   *
   * @param in the content of the file
   * @param longest bytes of a line that is not too long
   */
  public TextLines(InputFile file, InputStream in, int longest) {
    super(longest);
    this.file = file;
    this.reader = new LineReader(in, LINE_FEED);
    this.longest = longest;
  }

  @Override
  public boolean next() {
    try {
      if (reader.readLine(line, longest + 1) == 0) {
        return false;
      }
    } catch (IOException damaged) {
      throw file.endsEarly(number + 1, damaged);
    }
    number++;
    take(line.getBytes(), line.getLength());
    return true;
  }

  @Override
  public Place place() {
    return Place.line(number);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException damaged) {
      throw file.endsEarly(number, damaged);
    }
  }
}
