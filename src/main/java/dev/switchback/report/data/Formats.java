package dev.switchback.report.data;

import dev.switchback.metric.Estimate;
import java.util.List;
import java.util.Locale;

/** Numbers as they stand in a sentence. */
public final class Formats {
  private Formats() {}

  /** 0.123 as {@code 12.3%}; whole per cents without a digit. */
  public static String percent(double share) {
    double percent = 100 * share;
    boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
    return whole ? whole(percent) + "%" : digits(percent) + "%";
  }

  /** 0.12 as {@code 12.0%}. */
  public static String percentWithDigit(double share) {
    return digits(100 * share) + "%";
  }

  /** An estimate of a share as {@code 12.3% [10.0, 14.6]}. */
  public static String share(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%s%%\u00a0[%s,\u00a0%s]",
        digits(100 * estimate.value()),
        digits(100 * estimate.low()),
        digits(100 * estimate.high()));
  }

  /** A difference of shares as {@code +3.4 points [-1.0, +7.8]}. */
  public static String points(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%s\u00a0points [%s,\u00a0%s]",
        signed(100 * estimate.value()),
        signed(100 * estimate.low()),
        signed(100 * estimate.high()));
  }

  /** A number from -1 to 1 as {@code +0.31 [0.20, 0.42]}, alone where it has no interval. */
  public static String correlation(Estimate estimate) {
    String value = hundredths(estimate.value());
    return estimate.low() == estimate.high()
        ? value
        : String.format(
            Locale.ROOT,
            "%s\u00a0[%s,\u00a0%s]",
            value,
            hundredths(estimate.low()),
            hundredths(estimate.high()));
  }

  /** A whole number, thousands grouped. */
  public static String whole(double number) {
    return String.format(Locale.ROOT, "%,d", Math.round(number));
  }

  /** Floating-point operations as {@code 1.2 billion}. */
  static String operations(double flops) {
    NumberScale magnitude = NumberScale.of(flops);
    return digits(flops / magnitude.factor()) + " " + magnitude.word();
  }

  /** A p value as {@code p = 0.012}, {@code p < 0.001} where three digits do not suffice. */
  public static String probability(double p) {
    return p < 0.001 ? "p\u00a0<\u00a00.001" : String.format(Locale.ROOT, "p\u00a0=\u00a0%.3f", p);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  public static String list(List<String> items) {
    return items.size() < 2
        ? String.join("", items)
        : String.join(", ", items.subList(0, items.size() - 1))
            + " and "
            + items.get(items.size() - 1);
  }

  private static String digits(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static String hundredths(double number) {
    return String.format(Locale.ROOT, "%+.2f", number).replace('-', '−');
  }

  private static String signed(double number) {
    String text = digits(Math.abs(number));
    if (text.equals("0.0")) {
      return text;
    }
    return (number < 0 ? "−" : "+") + text;
  }

  /** A round number that large numbers are counted in. */
  public enum NumberScale {
    THOUSAND(1e3),
    MILLION(1e6),
    BILLION(1e9),
    TRILLION(1e12),
    QUADRILLION(1e15);

    private final double factor;

    NumberScale(double factor) {
      this.factor = factor;
    }

    /** The largest magnitude that leaves at least one whole, or the smallest. */
    public static NumberScale of(double number) {
      NumberScale fitting = THOUSAND;
      for (NumberScale magnitude : values()) {
        if (number >= magnitude.factor) {
          fitting = magnitude;
        }
      }
      return fitting;
    }

    public double factor() {
      return factor;
    }

    /** The number word, small letters. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
