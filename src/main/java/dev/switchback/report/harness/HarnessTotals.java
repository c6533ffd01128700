package dev.switchback.report.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Means over problems with their standard errors, and the hash of a task, while its documents go
 * by. As in lm-evaluation-harness, a standard error is the sample standard deviation of the
 * problems' values divided by the root of their number.
 */
public final class HarnessTotals {
  /** The name of taking answers as they are. */
  static final String FILTER = "none";

  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private final MessageDigest hashes = HarnessDocument.digest();
  private int documents;

  /**
   * Takes the next document in, in the order of the file.
   *
   * @param metrics of it
   * @param ownHashes as {@link HarnessDocument#hashes} has them
   */
  public void add(Map<String, Double> metrics, String ownHashes) {
    documents++;
    hashes.update(ownHashes.getBytes(StandardCharsets.UTF_8));
    metrics.forEach(
        (name, value) -> {
          double[] sum = sums.computeIfAbsent(name, added -> new double[2]);
          sum[0] += value;
          sum[1] += value * value;
        });
  }

  /** How many there were. */
  int documents() {
    return documents;
  }

  /** The hash of the task; the totals are not to be added to afterwards. */
  String taskHash() {
    return HexFormat.of().formatHex(hashes.digest());
  }

  /** Means and standard errors, each under a name with its filter. */
  Map<String, Object> results() {
    Map<String, Object> results = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          double mean = sum[0] / documents;
          double squares = Math.max(0, sum[1] - documents * mean * mean);
          results.put(name + "," + FILTER, mean);
          results.put(
              name + "_stderr," + FILTER,
              documents < 2 ? "N/A" : Math.sqrt(squares / (documents - 1) / documents));
        });
    return results;
  }

  /** The names of the metrics. */
  Iterable<String> names() {
    return sums.keySet();
  }
}
