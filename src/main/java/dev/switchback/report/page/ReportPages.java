package dev.switchback.report.page;

import dev.switchback.claim.ClaimResult;
import dev.switchback.family.Rules;
import dev.switchback.report.page.ReportContent.Summary;
import dev.switchback.report.page.SitePage.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pages of a report. */
public final class ReportPages {
  /** The entry. */
  public static final Link ANSWER = new Link("report.html", "Answer");

  private static final Link CLAIMS = new Link("claims.html", "Claims");
  private static final Link METHOD = new Link("method.html", "Method");

  private final ReportContent content;
  private final List<SitePage> others;
  private final Site site;

  private ReportPages(ReportContent content, List<SitePage> others) {
    this.content = content;
    this.others = List.copyOf(others);
    List<Link> links = new ArrayList<>(List.of(ANSWER));
    content.topics().forEach(topic -> links.add(topic.link()));
    others.forEach(page -> links.add(page.link()));
    if (!content.claims().isEmpty()) {
      links.add(CLAIMS);
    }
    links.add(METHOD);
    this.site = new Site(content.title(), links);
  }

  /**
   * Returns the pages as HTML, by the names of their files.
   *
   * @param others further pages, such as the browser of problems
   */
  public static Map<String, String> html(ReportContent content, List<SitePage> others) {
    ReportPages pages = new ReportPages(content, others);
    Map<String, String> html = new LinkedHashMap<>();
    pages.all().forEach(page -> html.put(page.link().file(), pages.site.html(page)));
    return html;
  }

  /** What the entry reads: the answer, and the verdicts in short. */
  private record Entry(Summary answer, List<ClaimResult> claims, String claimsPage) {}

  private Stream<SitePage> all() {
    Stream<SitePage> before =
        Stream.concat(Stream.of(answer()), content.topics().stream().map(ReportPages::topic));
    Stream<SitePage> claims = content.claims().isEmpty() ? Stream.empty() : Stream.of(claims());
    return Stream.of(before, others.stream(), claims, Stream.of(method())).flatMap(pages -> pages);
  }

  private SitePage answer() {
    return new SitePage(
        ANSWER,
        content.title(),
        content.method().subtitle(),
        Site.resource("/report/answer.html"),
        new Entry(content.answer(), content.claims(), CLAIMS.file()),
        List.of("/report/format.js", "/report/verdicts.js", "/report/answer.js"));
  }

  private static SitePage topic(Topic topic) {
    return new SitePage(
        topic.link(),
        topic.question(),
        topic.introduction(),
        "  <div id=\"sections\"></div>",
        topic,
        SitePage.withCharts("/report/topic.js"));
  }

  private SitePage claims() {
    return new SitePage(
        CLAIMS,
        "What of the study’s claims holds here?",
        "Each claim is a hypothesis about one number. The interval of that number decides.",
        Site.resource("/report/claims.html"),
        Map.of("claims", content.claims()),
        List.of("/report/format.js", "/report/verdicts.js", "/report/claims.js"));
  }

  private SitePage method() {
    Rules rules = content.method().rules();
    return new SitePage(
        METHOD,
        "How was it measured?",
        content.method().subtitle(),
        Site.fill(
            Site.resource("/report/method.html"),
            Map.of(
                "correct", Site.escaped(rules.correct()),
                "strictness", Site.escaped(rules.strictness()),
                "budget", Site.escaped(rules.budget()),
                "splits", Site.escaped(rules.splits()))),
        content.method(),
        SitePage.withCharts("/report/method.js"));
  }
}
