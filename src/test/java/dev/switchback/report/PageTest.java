package dev.switchback.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final PageContent CONTENT = SyntheticRun.content();

  private final String html = Page.html(CONTENT);

  @Test
  void sameReportSameBytes() {
    assertThat(Page.html(SyntheticRun.content())).isEqualTo(html);
    assertThat(Page.json(SyntheticRun.content())).isEqualTo(Page.json(CONTENT));
  }

  @Test
  void hostileTextStaysInsideTheDataIsland() throws Exception {
    String island = island(html);
    assertThat(island).doesNotContain("<", ">", "\u2028");
    JsonNode lines = JSON.readTree(island).at("/problems/0/samples/1/lines");
    assertThat(lines.get(1).get("text").asText()).isEqualTo(SyntheticRun.HOSTILE);
  }

  @Test
  void titleIsEscaped() {
    PageContent titled =
        new PageContent(
            "a </title><b>&",
            "",
            List.of(),
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Rules.of("countdown"),
            "");
    assertThat(Page.html(titled)).contains("<title>a &lt;/title&gt;&lt;b&gt;&amp;</title>");
  }

  @Test
  void scriptsEndOnlyWhereThePageEndsThem() {
    assertThat(Pattern.compile("(?i)</script").matcher(html).results().count()).isEqualTo(4);
    assertThat(Pattern.compile("(?i)<script").matcher(html).results().count()).isEqualTo(4);
    assertThat(html).doesNotContain("<!--");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertThat(html).contains("default-src 'none'");
    assertThat(Pattern.compile("(src|href)=\"(https?:)?//").matcher(html).find()).isFalse();
    assertThat(html).doesNotContain("@import");
  }

  @Test
  void islandAndFileHoldTheSameReport() throws Exception {
    assertThat(JSON.readTree(Page.json(CONTENT))).isEqualTo(JSON.readTree(island(html)));
  }

  @Test
  void everyChartHasATableOfItsOwn() {
    assertThat(CONTENT.charts())
        .extracting(chart -> chart.table().name())
        .containsExactly(
            "accuracy-at-tokens",
            "accuracy-at-flops",
            "pass-at-k",
            "mistakes-direct-backtracking",
            "lengths",
            "errors",
            "training");
    assertThat(CONTENT.charts()).allSatisfy(chart -> assertThat(chart.table().rows()).isNotEmpty());
  }

  private static String island(String html) {
    String open = "<script type=\"application/json\" id=\"data\">";
    int start = html.indexOf(open) + open.length();
    return html.substring(start, html.indexOf("</script>", start));
  }
}
