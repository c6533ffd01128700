package dev.switchback.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** What setters have in common. */
final class Owner {
  private Owner() {}

  /** Sets a param of an owner, and returns it as what it is, so that setters can be chained. */
  @SuppressWarnings("unchecked")
  static <T extends Params, V> T set(Params owner, Param<V> param, V value) {
    owner.set(param, value);
    return (T) owner;
  }
}
