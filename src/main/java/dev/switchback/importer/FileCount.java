package dev.switchback.importer;

import dev.switchback.importer.Rejected.Flaw;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the rows of one file or of several.
 *
 * @param read all of them
 * @param taken those that are problems now
 * @param skipped blank lines and comments
 * @param rejected the others, counted by what is wrong with them, in the order of flaws
 * @param first the first one that was rejected, if any was
 */
public record FileCount(
    long read, long taken, long skipped, Map<Flaw, Long> rejected, List<Rejected> first)
    implements Serializable {
  /** Of no rows. */
  public static final FileCount NONE = new FileCount(0, 0, 0, Map.of(), List.of());

  /**
   * Checks that every row is accounted for.
   *
   * @throws IllegalStateException if not
   */
  public FileCount {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    first = List.copyOf(first);
    if (read != taken + skipped + sum(rejected)) {
      throw new IllegalStateException(
          "Cannot account for every row: "
              + read
              + " read, "
              + taken
              + " taken, "
              + skipped
              + " skipped, "
              + rejected
              + " rejected, expected the same number");
    }
  }

  /** Those rejected, whatever the reason. */
  public long allRejected() {
    return sum(rejected);
  }

  /** These rows and those of a file that comes later. */
  public FileCount plus(FileCount later) {
    Map<Flaw, Long> sums = new EnumMap<>(Flaw.class);
    sums.putAll(rejected);
    later.rejected.forEach((flaw, rows) -> sums.merge(flaw, rows, Long::sum));
    return new FileCount(
        read + later.read,
        taken + later.taken,
        skipped + later.skipped,
        sums,
        first.isEmpty() ? later.first : first);
  }

  private static long sum(Map<Flaw, Long> rejected) {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
