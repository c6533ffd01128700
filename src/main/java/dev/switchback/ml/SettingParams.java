package dev.switchback.ml;

import dev.switchback.config.DeclaredSetting;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import scala.Function1;

/**
 * Makes an owner's Params of what a configuration record declares of the same settings.
 *
 * <p>A param has the name of the record's component, unless another is given.
 */
final class SettingParams {
  private final Params owner;
  private final Class<? extends Record> settings;

  SettingParams(Params owner, Class<? extends Record> settings) {
    this.owner = owner;
    this.settings = settings;
  }

  IntParam ofInt(String name, Function1<Object, Object> range) {
    return ofInt(name, name, range);
  }

  IntParam ofInt(String name, String component, Function1<Object, Object> range) {
    DeclaredSetting declared = DeclaredSetting.of(settings, component);
    return withDefault(new IntParam(owner, name, declared.doc(), range), declared);
  }

  LongParam ofLong(String name) {
    DeclaredSetting declared = DeclaredSetting.of(settings, name);
    return withDefault(new LongParam(owner, name, declared.doc()), declared);
  }

  LongParam ofLong(String name, Function1<Object, Object> range) {
    DeclaredSetting declared = DeclaredSetting.of(settings, name);
    return withDefault(new LongParam(owner, name, declared.doc(), range), declared);
  }

  DoubleParam ofDouble(String name, Function1<Object, Object> range) {
    DeclaredSetting declared = DeclaredSetting.of(settings, name);
    return withDefault(new DoubleParam(owner, name, declared.doc(), range), declared);
  }

  BooleanParam ofBoolean(String name) {
    DeclaredSetting declared = DeclaredSetting.of(settings, name);
    return withDefault(new BooleanParam(owner, name, declared.doc()), declared);
  }

  Param<String> ofText(String name) {
    DeclaredSetting declared = DeclaredSetting.of(settings, name);
    return withDefault(new Param<>(owner, name, declared.doc()), declared);
  }

  Param<String> ofText(String name, List<String> choices) {
    DeclaredSetting declared = DeclaredSetting.of(settings, name);
    return withDefault(
        new Param<>(owner, name, declared.doc(), ParamValidators.inArray(choices)), declared);
  }

  /** A default is of the param's type: the record's component is. */
  @SuppressWarnings("unchecked")
  private <V, P extends Param<V>> P withDefault(P param, DeclaredSetting declared) {
    declared.fallback().ifPresent(fallback -> owner.setDefault(param, (V) fallback));
    return param;
  }
}
