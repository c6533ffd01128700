package dev.switchback.report.page;

import java.util.List;

/**
 * A page of a report: a question and what answers it.
 *
 * @param link its file and its name in the navigation
 * @param question its headline
 * @param introduction one or two sentences below it
 * @param body fixed HTML, in which the scripts put what comes from the run
 * @param data what the scripts read, as JSON
 * @param scripts resources, in the order in which they run; {@code dom.js} and {@code styles.js}
 *     stand before them
 * @param assets what else the page needs
 */
public record SitePage(
    Link link,
    String question,
    String introduction,
    String body,
    Object data,
    List<String> scripts,
    Assets assets) {
  /**
   * What a page needs besides what all pages have.
   *
   * @param styles resources that follow the style of all pages
   * @param scriptSources where it may load scripts from, in the words of a content security policy;
   *     empty if from nowhere
   */
  public record Assets(List<String> styles, String scriptSources) {
    /** Nothing more. */
    public static final Assets NOTHING = new Assets(List.of(), "");

    /** Copies the list. */
    public Assets {
      styles = List.copyOf(styles);
    }
  }

  /**
   * A page as others link to it.
   *
   * @param file beside the others
   * @param label in the navigation
   */
  public record Link(String file, String label) {}

  /** A page that needs nothing more. */
  public SitePage(
      Link link,
      String question,
      String introduction,
      String body,
      Object data,
      List<String> scripts) {
    this(link, question, introduction, body, data, scripts, Assets.NOTHING);
  }

  /** Copies the list. */
  public SitePage {
    scripts = List.copyOf(scripts);
  }

  /** The scripts of a page that draws charts: what it needs for that, and its own. */
  static List<String> withCharts(String script) {
    return List.of(
        Site.ECHARTS,
        "/report/format.js",
        "/report/charts.js",
        "/report/drawing.js",
        "/report/figures.js",
        script);
  }
}
