package dev.switchback.dataset.shard;

import java.util.function.BiConsumer;
import org.apache.parquet.hadoop.ParquetInputFormat;

/**
 * The checksums that Parquet writes with each page of values. It compares them with what it reads
 * only where it is told to; else a flipped bit may become another value without a word.
 */
public final class PageChecksums {
  private PageChecksums() {}

  /** Makes Parquet compare them. */
  public static void settings(BiConsumer<String, String> settings) {
    settings.accept(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, "true");
  }
}
