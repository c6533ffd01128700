package dev.switchback.progress;

import java.util.Locale;

/**
 * The words of progress.
 *
 * @param what is being done
 * @param first units done before this process began
 * @param total units in all, 0 where it is not known
 * @param unit the units' name
 */
record ProgressText(String what, long first, long total, String unit) {
  private static final int BAR_WIDTH = 24;

  /** For a log: {@code Training direct: 740 of 2000 steps (37%), 3.2 steps/s, 6m 34s left}. */
  String line(long done, double seconds, String detail) {
    String count = total > 0 ? done + " of " + total + " " + unit : done + " " + unit;
    String share = total > 0 ? " (" + percent(done) + "%)" : "";
    return what + ": " + count + share + pace(done, seconds) + more(detail);
  }

  /** For a terminal: {@code Training direct [=====> ] 37% 740/2000 steps, 3.2 steps/s}. */
  String bar(long done, double seconds, String detail) {
    if (total == 0) {
      return line(done, seconds, detail);
    }
    int filled = (int) (BAR_WIDTH * Math.min(done, total) / total);
    String head = filled < BAR_WIDTH ? ">" : "";
    String bar = "=".repeat(filled) + head + " ".repeat(BAR_WIDTH - filled - head.length());
    return what
        + (" [" + bar + "] " + percent(done) + "% ")
        + (done + "/" + total + " " + unit)
        + pace(done, seconds)
        + more(detail);
  }

  private long percent(long done) {
    return 100 * done / total;
  }

  private String pace(long done, double seconds) {
    double rate = seconds > 0 ? (done - first) / seconds : 0;
    if (rate <= 0) {
      return "";
    }
    String pace = ", " + rate(rate) + " " + unit + "/s";
    if (total > 0 && done >= total) {
      return pace + ", took " + duration(seconds);
    }
    return total > 0 ? pace + ", " + duration((total - done) / rate) + " left" : pace;
  }

  private static String more(String detail) {
    return detail.isEmpty() ? "" : ", " + detail;
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%.2f" : "%,.0f", rate);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "s";
    }
    long minutes = whole / 60;
    return minutes < 60
        ? minutes + "m " + whole % 60 + "s"
        : minutes / 60 + "h " + minutes % 60 + "m";
  }
}
