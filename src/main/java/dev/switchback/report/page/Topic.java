package dev.switchback.report.page;

import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Table;
import dev.switchback.report.page.Section.ShownTable;
import dev.switchback.report.page.SitePage.Link;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question that a report answers on a page of its own.
 *
 * @param link the page
 * @param question as its headline
 * @param introduction how it is answered, in one or two sentences
 * @param sections in order, each with something to show
 */
public record Topic(Link link, String question, String introduction, List<Section> sections) {
  /** Leaves out sections without figures. */
  public Topic {
    sections = sections.stream().filter(section -> !section.isEmpty()).toList();
  }

  /** Whether there are figures for it. */
  public boolean isMeasured() {
    return !sections.isEmpty();
  }

  /** All charts, in order. */
  Stream<Chart> charts() {
    return sections.stream().flatMap(section -> section.charts().stream());
  }

  /** The numbers behind charts and tables, each a file. */
  Stream<Table> tables() {
    return Stream.concat(
        charts().map(Chart::table),
        sections.stream().flatMap(section -> section.tables().stream()).map(ShownTable::table));
  }
}
