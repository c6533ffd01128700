package dev.switchback.report;

/** How the page shows a number. */
public enum Format {
  /** As it is. */
  TEXT,
  /** A whole number, thousands grouped. */
  COUNT,
  /** Three significant digits. */
  DECIMAL,
  /** A share in [0, 1], in per cent with one digit. */
  PERCENT,
  /** A large number as 1.2e9. */
  SCIENTIFIC
}
