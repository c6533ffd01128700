package dev.switchback.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A fixed ASCII text as words of eight bytes, the way {@link ByteText} copies fastest. */
public final class Phrase {
  final long[] words;
  final int length;

  /**
   * @param ascii the text
   */
  public Phrase(String ascii) {
    length = ascii.length();
    words = new long[(length + Long.BYTES - 1) / Long.BYTES];
    byte[] padded =
        Arrays.copyOf(ascii.getBytes(StandardCharsets.US_ASCII), words.length * Long.BYTES);
    ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
  }
}
