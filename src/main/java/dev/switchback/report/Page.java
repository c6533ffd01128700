package dev.switchback.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report as one HTML page that needs no network: style, code, Apache ECharts and the data stand
 * in it. The same report gives the same bytes.
 *
 * <p>Text from models reaches the page in one way only: as strings of a JSON island whose angle
 * brackets are escaped, which the page's code puts in place as text, never as markup.
 */
public final class Page {
  /** The version of Apache ECharts in the page. */
  public static final String ECHARTS_VERSION = "5.5.0";

  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/" + ECHARTS_VERSION + "/echarts.min.js";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)\\}\\}");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Page() {}

  /** Returns the page. */
  public static String html(PageContent content) {
    return fill(
        resource("/report/page.html"),
        Map.of(
            "title", escaped(content.title()),
            "correct", escaped(content.rules().correct()),
            "strictness", escaped(content.rules().strictness()),
            "budget", escaped(content.rules().budget()),
            "splits", escaped(content.rules().splits()),
            "style", resource("/report/report.css"),
            "echarts", resource(ECHARTS),
            "charts", resource("/report/charts.js"),
            "page", resource("/report/page.js"),
            "data", island(content)));
  }

  /** Returns the report as JSON, for other programs. */
  public static String json(PageContent content) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("Cannot write the report as JSON", unwritable);
    }
  }

  /**
   * JSON that can stand in a script element: no bracket that could end the element or begin a
   * comment, no character that ends a line in scripts but not in JSON. All of these occur in
   * strings only, where an escape means the same.
   */
  private static String island(PageContent content) {
    try {
      return JSON.writeValueAsString(content)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("Cannot write the report as JSON", unwritable);
    }
  }

  /** Fills the template's places in one pass, so that what is filled in is never read again. */
  private static String fill(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String path) {
    try (InputStream in = Page.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "Cannot make the report: " + path + " is not on the class path, expected in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + path, unreadable);
    }
  }
}
