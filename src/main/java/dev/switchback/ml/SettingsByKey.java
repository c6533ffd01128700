package dev.switchback.ml;

import org.apache.spark.ml.param.Params;

/**
 * Params that are settings of a configuration file too, by their keys there within a model's
 * section: {@code training.adam-beta2}.
 *
 * @param <T> the owner, which setters return
 */
public interface SettingsByKey<T extends Params> extends Params {

  /** The params of this owner. */
  SettingParams<T> settingParams();

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException if there is no such key; the nearest one is named
   * @throws java.util.NoSuchElementException if it is not set and has no default
   */
  default Object getSetting(String key) {
    return getOrDefault(settingParams().ofKey(key));
  }

  /**
   * Sets a setting to a value as a file could have it.
   *
   * @throws IllegalArgumentException if there is no such key, and the nearest one is named, or the
   *     value is of another type or out of range
   */
  default T setSetting(String key, Object value) {
    return settingParams().setKey(key, value);
  }
}
