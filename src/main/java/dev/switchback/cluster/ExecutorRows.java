package dev.switchback.cluster;

import dev.switchback.train.TokenRows;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The training rows that a JVM has read, so that rounds do not read them again. */
final class ExecutorRows {
  /** Training and validation rows of the model in training; an older model's are let go. */
  private static final int KEPT = 2;

  private final Map<String, TokenRows> kept = new HashMap<>();

  /** The rows under a key, read where they are not there yet. */
  synchronized TokenRows rows(String key, Supplier<TokenRows> reader) {
    TokenRows rows = kept.get(key);
    if (rows == null) {
      if (kept.size() >= KEPT) {
        kept.clear();
      }
      rows = reader.get();
      kept.put(key, rows);
    }
    return rows;
  }
}
