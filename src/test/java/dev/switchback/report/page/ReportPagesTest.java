package dev.switchback.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.report.SyntheticFigures;
import dev.switchback.report.browser.BrowserFiles;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Table;
import dev.switchback.report.data.SyntheticReinforcement;
import dev.switchback.report.data.SyntheticRun;
import dev.switchback.report.page.SitePage.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportPagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ReportContent CONTENT = SyntheticRun.content();
  private static final SitePage BROWSER = BrowserFiles.page();
  private static final Map<String, String> PAGES = ReportPages.html(CONTENT, List.of(BROWSER));

  @Test
  void everyQuestionHasItsPage() {
    assertThat(PAGES.keySet())
        .containsExactly(
            "report.html",
            "compute.html",
            "samples.html",
            "mistakes.html",
            "solved.html",
            "when.html",
            "grpo.html",
            "browser.html",
            "claims.html",
            "method.html");
  }

  @Test
  void everyPageLinksToAllAndNamesItself() {
    PAGES.forEach(
        (file, html) -> {
          String navigation = html.substring(html.indexOf("<nav"), html.indexOf("</nav>"));
          PAGES.keySet().forEach(other -> assertThat(navigation).contains("\"" + other + "\""));
          assertThat(navigation)
              .contains(file + "\" aria-current=\"page\"")
              .containsOnlyOnce("aria-current");
        });
  }

  @Test
  void everyMetricOfTheRunIsShown() {
    Set<String> shown =
        CONTENT.tables().stream()
            .flatMap(table -> table.rows().stream())
            .flatMap(List::stream)
            .map(String::valueOf)
            .collect(Collectors.toSet());
    assertThat(Arrays.stream(Metric.values()).map(Metric::key))
        .filteredOn(key -> !shown.contains(key) && !LISTED_OTHERWISE.contains(key))
        .isEmpty();
  }

  /** Of each model, the kinds of first wrong lines follow the share of right ones, in words. */
  @Test
  void theKindsOfFirstWrongLinesAreTold() {
    Table table =
        CONTENT.tables().stream()
            .filter(each -> each.name().equals("faithfulness"))
            .findFirst()
            .orElseThrow();
    assertThat(table.rows().subList(0, 3).stream().map(row -> row.subList(1, 3)))
        .containsExactly(
            List.of("right lines, of all", 0.95),
            List.of("first wrong: an operation with a wrong result", 0.2),
            List.of("first wrong: not the step that the search takes next", 0.1));
    assertThat(table.rows()).hasSize(9);
  }

  /** In tables of their own, whose rows have words in place of the metric's key. */
  private static final Set<String> LISTED_OTHERWISE =
      Set.of(
          "pass_at_k_paper",
          "pass_at_k_of_training",
          "error_between_trainings",
          "error_between_problems",
          "mean_tokens",
          "tokens_per_node",
          "tokens_after_solution",
          "stopped_share",
          "mistakes",
          "right_lines",
          "first_wrong_line",
          "crossover_of_pass_at_k",
          "area_at_tokens",
          "area_at_flops",
          "area_at_flops_paper",
          "crossover_at_tokens",
          "crossover_at_flops",
          "crossover_at_flops_paper",
          "mcnemar_at_tokens",
          "difference_in_mistakes",
          "mistakes_sign_test",
          "mistakes_wilcoxon",
          "mistakes_effect",
          "mistakes_correlation",
          "mistakes_correlation_test",
          "jaccard_test",
          "prediction_auc",
          "prediction_log_loss",
          "prediction_log_loss_of_mean",
          "prediction_brier");

  @Test
  void aPageWithoutFiguresIsNeitherWrittenNorLinkedTo() {
    List<Measurement> accuracy =
        SyntheticFigures.measurements().stream()
            .filter(row -> row.metric() == Metric.ACCURACY_AT_TOKENS)
            .filter(row -> row.stratum().equals(Stratum.ALL))
            .filter(row -> !row.player().contains("router"))
            .toList();
    Map<String, String> few =
        ReportPages.html(SyntheticRun.content(accuracy, List.of()), List.of());
    assertThat(few.keySet())
        .containsExactly("report.html", "compute.html", "claims.html", "method.html");
    assertThat(few.get("report.html")).doesNotContain("samples.html", "when.html");
  }

  @Test
  void sectionsWithoutFiguresDisappear() {
    List<Measurement> withoutVotes =
        SyntheticFigures.measurements().stream()
            .filter(row -> row.metric() != Metric.MAJORITY_AT_K)
            .toList();
    ReportContent content = SyntheticRun.content(withoutVotes, List.of());
    assertThat(topic(content, "samples.html").sections())
        .extracting(Section::title)
        .containsExactly("With a verifier that picks", "How different the samples are");
  }

  @Test
  void anAxisOnWhichNoRouterWasLearnedHasNoChartOfIt() {
    List<Measurement> ofTokens =
        SyntheticFigures.measurements().stream()
            .filter(
                row -> !row.player().equals("router") || row.metric() != Metric.ACCURACY_AT_FLOPS)
            .toList();
    ReportContent content = SyntheticRun.content(ofTokens, List.of());
    assertThat(topic(content, "when.html").charts())
        .extracting(chart -> chart.table().name())
        .contains("router-at-tokens")
        .doesNotContain("router-at-flops");
  }

  @Test
  void whatRewardsTaughtHasAPageWhereAModelWasTrainedByThem() {
    Topic topic = topic(CONTENT, "grpo.html");
    assertThat(topic.sections())
        .extracting(Section::title)
        .containsExactly(
            "One try and many",
            "Problem by problem",
            "Rare before, or new?",
            "Mistakes and length",
            "At equal compute",
            "How it learned");
    assertThat(topic.sections()).allSatisfy(each -> assertThat(each.findings()).isNotEmpty());
    assertThat(topic.tables().map(Table::name))
        .contains(
            "grpo-difference-in-pass-at-k-think",
            "grpo-solved-think",
            "grpo-successes-think",
            "grpo-verbosity-think",
            "grpo-accuracy-at-flops-think",
            "grpo-monitoring-think",
            "grpo-time-think");
    assertThat(CONTENT.answer().guide())
        .filteredOn(guide -> guide.link().equals(topic.link()))
        .singleElement()
        .satisfies(
            guide ->
                assertThat(guide.answer())
                    .startsWith("With one try, think and direct cannot be told apart"));
    assertThat(SyntheticRun.content(SyntheticFigures.measurements(), List.of()).topics())
        .extracting(other -> other.link().file())
        .doesNotContain("grpo.html");
  }

  @Test
  void severalModelsTrainedByRewardsHaveSectionsOfTheirOwn() {
    ReportContent content =
        SyntheticRun.content(
            SyntheticFigures.measurements(),
            List.of(),
            List.of(
                SyntheticReinforcement.of("direct", "think"),
                SyntheticReinforcement.of("direct", "backtracking")));
    assertThat(topic(content, "grpo.html").sections())
        .hasSize(12)
        .extracting(Section::title)
        .doesNotHaveDuplicates()
        .contains("One try and many: think", "How it learned: backtracking");
    assertThat(content.tables()).extracting(Table::name).doesNotHaveDuplicates();
  }

  @Test
  void figuresOfLevelsAreNotTakenForFiguresOfAllProblems() {
    Table accuracy = table("accuracy-at-tokens");
    assertThat(accuracy.rows()).hasSize(6 * 25).allMatch(row -> row.get(3).equals(""));
    assertThat(table("accuracy-by-solution-count").rows())
        .hasSize(6 * 4)
        .allMatch(row -> row.get(4).equals(2048.0));
  }

  @Test
  void everyChartSaysWhatItRestsOn() {
    List<Chart> charts = CONTENT.topics().stream().flatMap(Topic::charts).toList();
    assertThat(charts).hasSizeGreaterThan(25);
    for (Chart chart : charts) {
      assertThat(chart.caption().evidence())
          .as(chart.table().name())
          .startsWith("n ")
          .containsPattern("\\d")
          .contains("intervals");
      assertThat(chart.table().rows()).isNotEmpty();
    }
  }

  @Test
  void tablesHaveNamesOfTheirOwn() {
    assertThat(CONTENT.tables())
        .extracting(Table::name)
        .doesNotHaveDuplicates()
        .contains(
            "accuracy-at-tokens",
            "difference-at-flops",
            "area",
            "crossover",
            "pass-at-k",
            "choice-of-k",
            "mistakes-direct-backtracking",
            "jaccard-direct-think",
            "confusion-backtracking-think",
            "lengths",
            "errors",
            "calibration",
            "feature-effects",
            "router-at-flops",
            "grpo-pass-at-k-think",
            "grpo-reward-think",
            "training");
  }

  @Test
  void sameReportSameBytes() {
    assertThat(ReportPages.html(SyntheticRun.content(), List.of(BROWSER))).isEqualTo(PAGES);
    assertThat(Site.json(SyntheticRun.content())).isEqualTo(Site.json(CONTENT));
  }

  @Test
  void hostileTextStaysInsideTheDataIsland() throws Exception {
    String island = island(PAGES.get("method.html"));
    assertThat(island).doesNotContain("<", ">", "\u2028");
    JsonNode configuration = JSON.readTree(island).get("configuration");
    assertThat(configuration.asText()).contains(SyntheticRun.HOSTILE);
  }

  @Test
  void aPageThatIsCalledAsTheReportSaysItOnce() {
    PAGES.forEach(
        (file, html) ->
            assertThat(html.substring(html.indexOf("<title>"), html.indexOf("</title>")))
                .as(file)
                .doesNotMatch("<title>(.+) – \\1"));
  }

  @Test
  void titleIsEscaped() {
    Site site = new Site("a </title><b>&", List.of());
    String html =
        site.html(
            new SitePage(
                new Link("x.html", "X"), "x\"<i>", "", "", Map.of(), List.of("/report/topic.js")));
    assertThat(html)
        .contains("<title>x&quot;&lt;i&gt; – a &lt;/title&gt;&lt;b&gt;&amp;</title>")
        .doesNotContain("<i>", "<b>");
  }

  @Test
  void scriptsEndOnlyWhereThePageEndsThem() {
    PAGES.forEach(
        (file, html) -> {
          long opened = Pattern.compile("(?i)<script").matcher(html).results().count();
          assertThat(Pattern.compile("(?i)</script").matcher(html).results().count())
              .as(file)
              .isEqualTo(opened);
          assertThat(html).doesNotContain("<!--");
        });
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    PAGES.forEach(
        (file, html) -> {
          assertThat(html).contains("default-src 'none'").doesNotContain("@import");
          assertThat(Pattern.compile("(src|href)=\"(https?:)?//").matcher(html).find()).isFalse();
        });
  }

  @Test
  void islandAndFileHoldTheSameFigures() throws Exception {
    JsonNode file = JSON.readTree(Site.json(CONTENT));
    assertThat(JSON.readTree(island(PAGES.get("compute.html")))).isEqualTo(file.at("/topics/0"));
    assertThat(JSON.readTree(island(PAGES.get("method.html")))).isEqualTo(file.get("method"));
  }

  private static Topic topic(ReportContent content, String file) {
    return content.topics().stream()
        .filter(topic -> topic.link().file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  private static Table table(String name) {
    return CONTENT.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String island(String html) {
    String open = "<script type=\"application/json\" id=\"data\">";
    int start = html.indexOf(open) + open.length();
    return html.substring(start, html.indexOf("</script>", start));
  }
}
