package dev.switchback.dataset.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A part of a table that is made by one task and lies in one file: rows with an index from {@code
 * begin} to {@code end} - 1.
 *
 * @param number of the shard, from 0, in the order of the index
 */
public record Shard(int number, long begin, long end) implements Serializable {
  /** To be raised when tables are cut in another way: a table that was begun cannot go on then. */
  public static final int CUT = 1;

  private static final int MOST_SHARDS_OF_SMALL_TABLES = 16;
  private static final long SMALLEST = 1000;

  /** What {@link #fileName} gives; the group is the number. */
  static final Pattern FILE_NAME = Pattern.compile("part-(\\d{5,9})\\.parquet");

  /** The name of its file. */
  public String fileName() {
    return String.format(Locale.ROOT, "part-%05d.parquet", number);
  }

  /** How many indices it spans. */
  public long size() {
    return end - begin;
  }

  /**
   * The shards of a range of indices. A table that fits a few files is cut into more, down to a
   * thousand rows, so that several cores have work; the cut depends on the table alone, never on
   * the machine.
   *
   * @param first number of the first shard
   * @param largest rows of a file, at most
   */
  public static List<Shard> cut(int first, long begin, long end, long largest) {
    long even = (end - begin + MOST_SHARDS_OF_SMALL_TABLES - 1) / MOST_SHARDS_OF_SMALL_TABLES;
    long size = Math.min(largest, Math.max(SMALLEST, even));
    List<Shard> shards = new ArrayList<>();
    for (long at = begin; at < end; at += size) {
      shards.add(new Shard(first + shards.size(), at, Math.min(end, at + size)));
    }
    return shards;
  }
}
