package dev.switchback.report;

/** How the page shows a number. */
public enum Format {
  /** As it is. */
  TEXT,
  /** A whole number, thousands grouped. */
  COUNT,
  /** Three significant digits; a large number as 1.2e9. */
  DECIMAL,
  /** A share in [0, 1], in per cent with one digit. */
  PERCENT,
  /** A difference of shares in [-1, 1], in percentage points with sign and one digit. */
  POINTS,
  /** A difference with its sign and three significant digits. */
  SIGNED,
  /** A large number as 1.2e9. */
  SCIENTIFIC
}
