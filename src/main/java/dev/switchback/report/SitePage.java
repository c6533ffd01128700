package dev.switchback.report;

import java.util.List;

/**
 * A page of a report: a question and what answers it.
 *
 * @param link its file and its name in the navigation
 * @param question its headline
 * @param introduction one or two sentences below it
 * @param body fixed HTML, in which the scripts put what comes from the run
 * @param data what the scripts read, as JSON
 * @param scripts resources, in the order in which they run; {@code dom.js} and {@code looks.js}
 *     stand before them
 */
public record SitePage(
    Link link,
    String question,
    String introduction,
    String body,
    Object data,
    List<String> scripts) {
  /**
   * A page as others link to it.
   *
   * @param file beside the others
   * @param label in the navigation
   */
  public record Link(String file, String label) {}

  /** What a page that draws charts runs before its own scripts. */
  public static final List<String> CHARTS =
      List.of(Site.ECHARTS, "/report/charts.js", "/report/drawing.js", "/report/figures.js");

  /** Copies the list. */
  public SitePage {
    scripts = List.copyOf(scripts);
  }
}
