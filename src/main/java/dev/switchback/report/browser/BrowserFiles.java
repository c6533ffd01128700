package dev.switchback.report.browser;

import dev.switchback.report.page.Site;
import dev.switchback.report.page.SitePage;
import dev.switchback.report.page.SitePage.Assets;
import dev.switchback.report.page.SitePage.Link;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The problem browser: a page, and beside it scripts that hold the data, which the page loads as it
 * needs them. A page that was opened from a disk may load scripts, but nothing else.
 *
 * <p>{@code browser/index.js} is a {@link BrowserIndex}. Each {@code browser/problems-000.js} has
 * {@link #CHUNK} problems: for each, for each model, its completions as {@link BrowsedCompletion}s.
 */
public final class BrowserFiles {
  /** The page as others link to it. */
  public static final Link LINK = new Link("browser.html", "Problems");

  /** Where the data lie. */
  public static final String INDEX = "browser/index.js";

  /** Problems of a file. */
  public static final int CHUNK = 32;

  private BrowserFiles() {}

  /** The page. */
  public static SitePage page() {
    return new SitePage(
        LINK,
        "What did the models write?",
        "Every problem with the completions of each model, side by side: each line judged, and the"
            + " search that it belongs to drawn as a tree. A problem counts as solved by a model if"
            + " one of its completions is correct.",
        Site.resource("/report/browser.html"),
        Map.of(),
        List.of("/report/tree.js", "/report/browser.js"),
        new Assets(List.of("/report/browser.css"), "'self' file:"));
  }

  /** The index as a script. */
  public static String index(BrowserIndex index) {
    return "browser.index(" + Site.island(index) + ");\n";
  }

  /** The name of a file of problems, from 0. */
  public static String chunk(int number) {
    return String.format(Locale.ROOT, "browser/problems-%03d.js", number);
  }

  /** A completion as it stands in such a file. */
  public static String completion(BrowsedCompletion completion) {
    return Site.island(completion);
  }

  /**
   * A file of problems as a script.
   *
   * @param problems for each, for each model, what {@link #completion} made of its completions
   */
  public static String chunk(int number, List<List<List<String>>> problems) {
    StringBuilder script = new StringBuilder("browser.chunk(").append(number).append(",[");
    String next = "\n";
    for (List<List<String>> problem : problems) {
      script.append(next).append('[');
      String model = "";
      for (List<String> completions : problem) {
        script.append(model).append('[').append(String.join(",\n", completions)).append(']');
        model = ",";
      }
      script.append(']');
      next = ",\n";
    }
    return script.append("]);\n").toString();
  }
}
