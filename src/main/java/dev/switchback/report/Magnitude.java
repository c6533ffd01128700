package dev.switchback.report;

import java.util.Locale;

/** A round number that large numbers are counted in. */
enum Magnitude {
  THOUSAND(1e3),
  MILLION(1e6),
  BILLION(1e9),
  TRILLION(1e12),
  QUADRILLION(1e15);

  private final double factor;

  Magnitude(double factor) {
    this.factor = factor;
  }

  /** The largest magnitude that leaves at least one whole, or the smallest. */
  static Magnitude of(double number) {
    Magnitude fitting = THOUSAND;
    for (Magnitude magnitude : values()) {
      if (number >= magnitude.factor) {
        fitting = magnitude;
      }
    }
    return fitting;
  }

  double factor() {
    return factor;
  }

  /** The number word, small letters. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
