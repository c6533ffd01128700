package dev.switchback.dataset.shard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file: its footer, the footer's length and a mark. Parquet lists the
 * encodings of a column there in the order of a hash set of enums, which is another in each
 * process; here they are in the order in which the format numbers them.
 */
final class OrderedFooter {
  private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int AFTER = Integer.BYTES + MARK.length;

  private OrderedFooter() {}

  /**
   * Puts the encodings in order.
   *
   * @param end the last bytes of a file, or all of it
   * @return the same bytes with another footer; {@code end} itself where it has no whole footer
   */
  static byte[] order(byte[] end) throws IOException {
    int begin = begin(end);
    if (begin < 0) {
      return end;
    }
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(end, begin, end.length - AFTER - begin));
    for (RowGroup rows : footer.getRow_groups()) {
      for (ColumnChunk column : rows.getColumns()) {
        column.getMeta_data().getEncodings().sort(null);
      }
    }
    ByteArrayOutputStream ordered = new ByteArrayOutputStream(end.length);
    ordered.write(end, 0, begin);
    Util.writeFileMetaData(footer, ordered);
    int length = ordered.size() - begin;
    ordered.write(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    ordered.write(MARK);
    return ordered.toByteArray();
  }

  /** Where the footer begins, a negative number if it is not all there. */
  private static int begin(byte[] end) {
    int marked = end.length - MARK.length;
    if (end.length < AFTER || !Arrays.equals(end, marked, end.length, MARK, 0, MARK.length)) {
      return -1;
    }
    int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(marked - Integer.BYTES);
    return end.length - AFTER - length;
  }
}
