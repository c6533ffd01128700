package dev.switchback.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchback.artifact.StrictJson;
import dev.switchback.report.page.SitePage.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages of a report: HTML files side by side, each of which needs no network and no other file.
 * Style, code and data stand in it. The same report gives the same bytes.
 *
 * <p>Text from models reaches a page in one way only: as strings of a JSON island whose angle
 * brackets are escaped, which the page's code puts in place as text, never as markup.
 *
 * @param title of the report, which stands on every page
 * @param links the pages in the order of the navigation, the entry first
 */
public record Site(String title, List<Link> links) {
  /** The version of Apache ECharts in the pages: that of the library on the class path. */
  public static final String ECHARTS_VERSION = versionOfEcharts();

  /** Apache ECharts, as a script of a page. */
  static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/" + ECHARTS_VERSION + "/echarts.min.js";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)\\}\\}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(StrictJson.finiteNumbers())
          .build();

  /** Copies the links. */
  public Site {
    links = List.copyOf(links);
  }

  /**
   * Returns a page as HTML.
   *
   * @throws IllegalArgumentException if its data cannot be written as JSON
   */
  public String html(SitePage page) {
    Stream<String> scripts =
        Stream.concat(Stream.of("/report/dom.js", "/report/looks.js"), page.scripts().stream());
    Stream<String> styles =
        Stream.concat(Stream.of("/report/report.css"), page.assets().styles().stream());
    return fill(
        resource("/report/shell.html"),
        Map.ofEntries(
            Map.entry("title", escaped(headTitle(page))),
            Map.entry("report", escaped(title)),
            Map.entry("navigation", navigation(page.link())),
            Map.entry("question", escaped(page.question())),
            Map.entry("introduction", escaped(page.introduction())),
            Map.entry("style", styles.map(Site::resource).collect(Collectors.joining("\n"))),
            Map.entry("sources", sources(page)),
            Map.entry("body", page.body()),
            Map.entry("data", island(page.data())),
            Map.entry("scripts", scripts.map(Site::script).collect(Collectors.joining("\n")))));
  }

  /** The first page asks what the report is called. */
  private String headTitle(SitePage page) {
    return page.question().equals(title) ? title : page.question() + " – " + title;
  }

  /** Returns data as JSON, for other programs. */
  public static String json(Object data) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n";
    } catch (JsonProcessingException unwritable) {
      throw unwritable(unwritable);
    }
  }

  /** Text that HTML shows as it is. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Fills a template's places in one pass, so that what is filled in is never read again. */
  static String fill(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }

  private static String versionOfEcharts() {
    String key = "version=";
    return resource("/META-INF/maven/org.webjars/echarts/pom.properties")
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElseThrow();
  }

  /** A file of the jar, as text. */
  public static String resource(String path) {
    try (InputStream in = Site.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "Cannot make the report: " + path + " is not on the class path, expected in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + path, unreadable);
    }
  }

  private String navigation(Link here) {
    return links.stream()
        .map(
            link ->
                String.format(
                    Locale.ROOT,
                    "<li><a href=\"%s\"%s>%s</a></li>",
                    escaped(link.file()),
                    link.equals(here) ? " aria-current=\"page\"" : "",
                    escaped(link.label())))
        .collect(Collectors.joining("\n      "));
  }

  private static String sources(SitePage page) {
    String more = page.assets().scriptSources();
    return more.isEmpty() ? "" : " " + more;
  }

  private static String script(String path) {
    return "<script>\n" + resource(path) + "\n</script>";
  }

  /**
   * JSON that can stand in a script element: no bracket that could end the element or begin a
   * comment, no character that ends a line in scripts but not in JSON. All of these occur in
   * strings only, where an escape means the same.
   */
  public static String island(Object data) {
    try {
      return JSON.writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException unwritable) {
      throw unwritable(unwritable);
    }
  }

  private static IllegalArgumentException unwritable(JsonProcessingException cause) {
    return new IllegalArgumentException("Cannot write the report as JSON", cause);
  }
}
