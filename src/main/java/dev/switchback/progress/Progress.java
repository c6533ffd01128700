package dev.switchback.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come, on standard error: a bar on a terminal, otherwise a line every
 * ten seconds. May be advanced from several threads.
 */
public final class Progress implements AutoCloseable {
  private static final long BAR_INTERVAL_NANOSECONDS = 200_000_000L;
  private static final long LINE_INTERVAL_NANOSECONDS = 10_000_000_000L;

  private final ProgressText text;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoseconds;
  private final long started;

  private long done;
  private String detail = "";
  private long shown;
  private long lastLine = -1;
  private int width;

  Progress(ProgressText text, PrintStream out, boolean terminal, LongSupplier nanoseconds) {
    this.text = text;
    this.out = out;
    this.terminal = terminal;
    this.nanoseconds = nanoseconds;
    this.started = nanoseconds.getAsLong();
    this.shown = started;
    this.done = text.first();
  }

  /**
   * Starts to show work that begins at nothing.
   *
   * @param what is being done, for example {@code Training direct}
   * @param total units in all, 0 where it is not known
   * @param unit for example {@code steps}
   */
  public static Progress start(String what, long total, String unit) {
    return continueAt(0, what, total, unit);
  }

  /**
   * Starts to show work that an earlier process began; the rate counts only what is done from here.
   *
   * @param first units already done
   */
  public static Progress continueAt(long first, String what, long total, String unit) {
    return new Progress(
        new ProgressText(what, first, total, unit), System.err, onTerminal(), System::nanoTime);
  }

  /**
   * Says how many units are done.
   *
   * @param done units in all
   * @param detail more to show, for example the loss; may be empty
   */
  public synchronized void advanceTo(long done, String detail) {
    this.done = done;
    this.detail = detail;
    long now = nanoseconds.getAsLong();
    long interval = terminal ? BAR_INTERVAL_NANOSECONDS : LINE_INTERVAL_NANOSECONDS;
    if (now - shown >= interval) {
      shown = now;
      show(now);
    }
  }

  /** Ends with a line that stays. */
  @Override
  public synchronized void close() {
    if (terminal) {
      show(nanoseconds.getAsLong());
      out.println();
    } else if (lastLine != done) {
      show(nanoseconds.getAsLong());
    }
    out.flush();
  }

  private void show(long now) {
    double seconds = (now - started) / 1e9;
    if (terminal) {
      String bar = text.bar(done, seconds, detail);
      out.print("\r" + bar + " ".repeat(Math.max(0, width - bar.length())));
      out.flush();
      width = bar.length();
    } else {
      out.println(text.line(done, seconds, detail));
      lastLine = done;
    }
  }

  /** The launcher knows where standard error goes; Java only where input and output go. */
  private static boolean onTerminal() {
    return Optional.ofNullable(System.getenv("SWITCHBACK_PROGRESS"))
        .map("bar"::equals)
        .orElse(System.console() != null);
  }

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
}
