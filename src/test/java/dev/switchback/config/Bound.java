package dev.switchback.config;

import com.typesafe.config.ConfigFactory;

/** Settings for tests, as a file would give them. */
public final class Bound {
  private Bound() {}

  /** Settings with what the text sets: {@code size = 4, symmetric = true}. */
  public static <T extends Record> T of(Class<T> settings, String text) {
    return RecordBinder.bind(settings, ConfigFactory.parseString(text));
  }
}
