package dev.switchback.dataset.shard;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A Parquet file to be written, whose footer is an {@link OrderedFooter}. */
record OrderedFooterFile(OutputFile file) implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return new EndHeldBack(file.create(blockSize));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return new EndHeldBack(file.createOrOverwrite(blockSize));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  /** Keeps the last bytes until it is closed, so many that the footer is among them. */
  private static final class EndHeldBack extends PositionOutputStream {
    /** A footer has some 150 bytes for each column of each group of rows. */
    private static final int LONGEST_FOOTER = 1 << 20;

    private final PositionOutputStream out;
    private final byte[] held = new byte[2 * LONGEST_FOOTER];
    private int length;
    private long position;
    private boolean closed;

    EndHeldBack(PositionOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int next) throws IOException {
      write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int taken = 0;
      while (taken < count) {
        if (length == held.length) {
          out.write(held, 0, LONGEST_FOOTER);
          System.arraycopy(held, LONGEST_FOOTER, held, 0, LONGEST_FOOTER);
          length = LONGEST_FOOTER;
        }
        int piece = Math.min(count - taken, held.length - length);
        System.arraycopy(bytes, offset + taken, held, length, piece);
        length += piece;
        taken += piece;
      }
      position += count;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (out) {
          out.write(OrderedFooter.order(Arrays.copyOf(held, length)));
        }
      }
    }
  }
}
