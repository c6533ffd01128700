package dev.switchback.dataset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which shards are kept of those that were drawn, and how far the last one.
 *
 * @param shards that have a problem to keep
 * @param ofLast problems that are kept of the last shard, at most
 */
record KeptShards(List<Shard> shards, long ofLast) implements Serializable {

  /**
   * The first problems of a number of shards.
   *
   * @param rows wanted
   * @param distinct problems of each shard that repeat none, by its number
   */
  static KeptShards first(long rows, List<Shard> drawn, Map<Integer, Long> distinct) {
    List<Shard> kept = new ArrayList<>();
    long left = rows;
    long ofLast = 0;
    for (Shard shard : drawn) {
      long own = distinct.get(shard.number());
      if (own > 0 && left > 0) {
        kept.add(shard);
        ofLast = Math.min(own, left);
        left -= ofLast;
      }
    }
    return new KeptShards(List.copyOf(kept), ofLast);
  }

  /** How many problems of a shard are kept at most. */
  long most(Shard shard) {
    return shard.equals(shards.get(shards.size() - 1)) ? ofLast : shard.size();
  }

  /** How many indices the shards span. */
  long indices() {
    return shards.stream().mapToLong(Shard::size).sum();
  }
}
