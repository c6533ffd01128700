package dev.switchback.ml;

import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** Values for params that no default has. */
final class ParamValues {
  private static final Map<String, String> CHOICES =
      Map.of("optimizer", "muon", "precision", "float32", "tokenizer", "sudoku");

  private ParamValues() {}

  /** Gives every param another value than its default. */
  static void setAll(Params owner) {
    for (Param<?> param : owner.params()) {
      set(owner, param);
    }
  }

  static Object other(Params owner, Param<?> param) {
    Object value = value(param);
    if (owner.hasDefault(param) && owner.getDefault(param).get().equals(value)) {
      return fail(param.name() + " has the default " + value);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static <V> void set(Params owner, Param<V> param) {
    owner.set(param, (V) other(owner, param));
  }

  private static Object value(Param<?> param) {
    if (param instanceof IntParam) {
      return 77;
    }
    if (param instanceof LongParam) {
      return 1L << 40;
    }
    if (param instanceof DoubleParam) {
      return param.name().equals("ropeTheta") ? 1e4 : 0.625;
    }
    return param instanceof BooleanParam
        ? (Object) true
        : CHOICES.getOrDefault(param.name(), "other");
  }
}
