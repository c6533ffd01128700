package dev.switchback.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchback.report.Chromium.Visit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageInChromiumTest {
  @TempDir Path folder;
  private Chromium chromium;

  @BeforeEach
  void findBrowser() {
    Optional<Chromium> found = Chromium.find(folder);
    assumeTrue(
        found.isPresent(),
        "No chromium, chromium-browser or google-chrome on the path: the report is not opened in a"
            + " browser. Install Debian's chromium to run this test.");
    chromium = found.get();
  }

  @Test
  void everyChartIsDrawnAndTheConsoleStaysEmpty() throws Exception {
    PageContent report = SyntheticRun.content();
    Visit visit = chromium.open(write(Page.html(report)));
    assertThat(visit.console()).isEmpty();
    for (Chart chart : report.charts()) {
      String id = "chart-" + chart.table().name();
      assertThat(visit.dom()).contains("id=\"" + id + "\"");
      String drawn = visit.dom().substring(visit.dom().indexOf("id=\"" + id + "\""));
      String svg = drawn.substring(drawn.indexOf("<svg"), drawn.indexOf("</svg>"));
      assertThat(drawn.indexOf("<svg")).as(id).isLessThan(drawn.indexOf("<figcaption"));
      assertThat(Pattern.compile("<path ").matcher(svg).results().count())
          .as("shapes in %s", id)
          .isGreaterThan(10);
      assertThat(svg).as(id).doesNotContain("NaN");
    }
  }

  @Test
  void textOfPlayersIsShownAndNotRun() throws Exception {
    Visit visit = chromium.open(write(Page.html(SyntheticRun.content())));
    String body = visit.dom().substring(visit.dom().indexOf("id=\"samples\""));
    assertThat(body)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- \u2028 {{data}}");
  }

  @Test
  void anErrorOnThePageWouldBeNoticed() throws Exception {
    Visit visit =
        chromium.open(write("<!DOCTYPE html><title>x</title><script>undefinedName();</script>"));
    assertThat(visit.console()).anyMatch(line -> line.contains("undefinedName"));
  }

  private Path write(String html) throws Exception {
    return Files.writeString(folder.resolve("report.html"), html);
  }
}
