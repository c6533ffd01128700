package dev.switchback.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.report.Chromium;
import dev.switchback.report.Chromium.Visit;
import dev.switchback.report.InChromium;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.data.SyntheticRun;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@InChromium
class PageInChromiumTest {
  /** Presses every button for an SVG file and keeps what would have been saved. */
  private static final String SAVE =
      """
      <script>
      const saved = {};
      dom.download = (name, type, text) => { saved[name] = text; };
      document.querySelectorAll('button').forEach(button => {
        if (button.textContent === 'SVG') button.click();
      });
      const bytes = new TextEncoder().encode(JSON.stringify(saved));
      const kept = document.body.appendChild(document.createElement('pre'));
      kept.id = 'saved';
      kept.textContent = btoa(Array.from(bytes, b => String.fromCharCode(b)).join(''));
      </script>
      """;

  /** Keeps what the pages in frames as wide as a phone say: by how much their content is wider. */
  private static final String PHONES =
      """
      <!DOCTYPE html><title>phones</title>
      <script>
      onmessage = ({data}) => { document.getElementById('widths').textContent += data + ';'; };
      </script>
      <pre id="widths"></pre>
      """;

  private static final String PHONE =
      "<iframe src=\"%s\" style=\"width:390px;height:800px;border:0\"></iframe>";

  private static final String WIDTH =
      """
      <script>
      setTimeout(() => {
        const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        parent.postMessage(location.pathname.split('-').pop() + ' ' + wider, '*');
      }, 500);
      </script>
      """;

  /** The texts of what has the focus, in the order of the tabulator key. */
  private static final String FOCUS =
      """
      <script>
      const order = [...document.querySelectorAll('a, button, summary, [tabindex="0"]')]
        .filter(element => element.tabIndex >= 0 && element.offsetParent !== null || element.matches('.skip'))
        .map(element => { element.focus(); return [document.activeElement === element, element.className, element.textContent]; });
      const kept = document.body.appendChild(document.createElement('pre'));
      kept.id = 'order';
      kept.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(order))));
      </script>
      """;

  private static final String DARK = "--blink-settings=preferredColorScheme=0";
  private static final ReportContent CONTENT = SyntheticRun.content();
  private static final Map<String, String> PAGES = ReportPages.html(CONTENT, List.of());

  @TempDir private static Path folder;
  private static Chromium chromium;

  /** Every page in dark colours, with what its buttons would have saved. */
  private static final Map<String, Visit> VISITS = new TreeMap<>();

  @BeforeAll
  static void openPages() throws Exception {
    chromium = Chromium.find(folder).orElseThrow();
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      VISITS.put(page.getKey(), chromium.open(write(atEnd(page.getValue(), SAVE)), DARK));
    }
  }

  @Test
  void everyChartIsDrawnAndTheConsoleStaysEmpty() {
    for (Map.Entry<String, Visit> page : VISITS.entrySet()) {
      Visit visit = page.getValue();
      assertThat(visit.console()).as(page.getKey()).isEmpty();
      for (Chart chart : charts(page.getKey())) {
        String id = "chart-" + chart.table().name();
        assertThat(visit.dom()).contains("id=\"" + id + "\"");
        String drawn = visit.dom().substring(visit.dom().indexOf("id=\"" + id + "\""));
        String svg = drawn.substring(drawn.indexOf("<svg"), drawn.indexOf("</svg>"));
        assertThat(drawn.indexOf("<svg")).as(id).isLessThan(drawn.indexOf("<figcaption"));
        assertThat(Pattern.compile("<path ").matcher(svg).results().count())
            .as("shapes in %s", id)
            .isGreaterThan(5);
        assertThat(svg).as(id).doesNotContain("NaN", "undefined", "Infinity");
      }
    }
  }

  /** One of them is a cloud of dots over tries before and after, with a mark for each place. */
  @Test
  void theChancesOfProblemsAreACloudOfDots() {
    Chart chances =
        charts("grpo.html").stream()
            .filter(chart -> chart.table().name().startsWith("grpo-chances-"))
            .findFirst()
            .orElseThrow();
    String dom = VISITS.get("grpo.html").dom();
    String drawn = dom.substring(dom.indexOf("id=\"chart-" + chances.table().name() + "\""));
    String svg = drawn.substring(drawn.indexOf("<svg"), drawn.indexOf("</svg>"));
    long places = chances.series().stream().mapToLong(series -> series.points().size()).sum();
    assertThat(Pattern.compile("<circle|<path ").matcher(svg).results().count())
        .isGreaterThanOrEqualTo(places);
  }

  @Test
  void chartsAreDrawnInLightAndDarkColours() throws Exception {
    Visit light = chromium.open(write(PAGES.get("compute.html")));
    assertThat(light.console()).isEmpty();
    assertThat(figures(light)).contains("#0072b2").doesNotContain("#56b4e9");
    assertThat(figures(VISITS.get("compute.html"))).contains("#56b4e9").doesNotContain("#0072b2");
  }

  private static String figures(Visit visit) {
    String figures = visit.dom().substring(visit.dom().indexOf("id=\"chart-"));
    return figures.substring(0, figures.lastIndexOf("</svg>")).toLowerCase(Locale.ROOT);
  }

  @Test
  void anSvgFileStandsAlone() throws Exception {
    for (String page :
        List.of(
            "compute.html",
            "samples.html",
            "mistakes.html",
            "solved.html",
            "when.html",
            "grpo.html")) {
      JsonNode saved = new ObjectMapper().readTree(decoded(VISITS.get(page), "saved"));
      assertThat(saved).hasSize(charts(page).size());
      for (Chart chart : charts(page)) {
        standsAlone(chart, saved.get(chart.table().name() + ".svg").asText());
      }
    }
  }

  private void standsAlone(Chart chart, String svg) throws Exception {
    String name = chart.table().name();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(chart.caption().title());
    assertThat(document.getElementsByTagName("text").getLength()).as(name).isGreaterThan(5);
    assertThat(document.getElementsByTagName("path").getLength()).as(name).isGreaterThan(5);
    assertThat(svg)
        .as(name)
        .doesNotContain("var(", "NaN", "undefined", "#56b4e9")
        .contains("Helvetica", "#ffffff");
  }

  @Test
  void nothingIsWiderThanAPhone() throws Exception {
    StringBuilder frames = new StringBuilder(PHONES);
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      String inner = "inner-" + page.getKey();
      Files.writeString(folder.resolve(inner), atEnd(page.getValue(), WIDTH));
      frames.append(PHONE.formatted(inner));
      expected.add(page.getKey() + " 0");
    }
    Visit visit = chromium.open(write(frames.toString()));
    Matcher widths = Pattern.compile("id=\"widths\">([^<]*);<").matcher(visit.dom());
    assertThat(widths.find()).isTrue();
    assertThat(widths.group(1).split(";")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theKeyboardReachesEverythingFromTopToBottom() throws Exception {
    Visit visit = chromium.open(write(atEnd(PAGES.get("samples.html"), FOCUS)));
    JsonNode order = new ObjectMapper().readTree(decoded(visit, "order"));
    assertThat(order).allMatch(element -> element.get(0).asBoolean());
    assertThat(order.get(0).get(2).asText()).isEqualTo("Skip to the content");
    assertThat(order.get(1).get(2).asText()).isEqualTo("Answer");
    assertThat(order.get(PAGES.size()).get(2).asText()).isEqualTo("Method");
    assertThat(order.get(PAGES.size() + 1).get(2).asText()).isEqualTo("SVG");
    assertThat(order.get(PAGES.size() + 2).get(2).asText()).isEqualTo("CSV");
    assertThat(order.get(PAGES.size() + 3).get(2).asText()).startsWith("Table, ");
  }

  @Test
  void verdictsStandInWordsOnTheEntryAndOnTheirPage() throws Exception {
    for (String page : List.of("report.html", "claims.html")) {
      Visit visit = chromium.open(write(PAGES.get(page)));
      String main = visit.dom().substring(visit.dom().indexOf("<main"));
      assertThat(main)
          .contains("On CountDown, direct answers beat backtracking at equal compute.")
          .contains("supported", "undecided", "not run", "+20.0 points [+17.0, +23.0]");
    }
  }

  @Test
  void textOfTheRunIsShownAndNotRun() throws Exception {
    Visit visit = chromium.open(write(PAGES.get("method.html")));
    String body = visit.dom().substring(visit.dom().indexOf("id=\"configuration\""));
    assertThat(body)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- \u2028 {{data}}");
  }

  @Test
  void anErrorOnThePageWouldBeNoticed() throws Exception {
    Visit visit =
        chromium.open(write("<!DOCTYPE html><title>x</title><script>undefinedName();</script>"));
    assertThat(visit.console()).anyMatch(line -> line.contains("undefinedName"));
  }

  private static List<Chart> charts(String page) {
    if (page.equals("method.html")) {
      return CONTENT.method().sections().stream().flatMap(s -> s.charts().stream()).toList();
    }
    return CONTENT.topics().stream()
        .filter(topic -> topic.link().file().equals(page))
        .flatMap(Topic::charts)
        .toList();
  }

  /** With a script more; other places look like the end as well, inside of scripts. */
  private static String atEnd(String html, String script) {
    int end = html.lastIndexOf("</body>");
    return html.substring(0, end) + script + html.substring(end);
  }

  private static String decoded(Visit visit, String id) {
    Matcher kept = Pattern.compile("id=\"" + id + "\">([^<]*)<").matcher(visit.dom());
    assertThat(kept.find()).isTrue();
    return new String(Base64.getDecoder().decode(kept.group(1)), StandardCharsets.UTF_8);
  }

  private static Path write(String html) throws Exception {
    return Files.writeString(folder.resolve("report.html"), html);
  }
}
