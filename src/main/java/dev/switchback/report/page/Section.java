package dev.switchback.report.page;

import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a page.
 *
 * @param title of the part
 * @param findings sentences that say what its figures show
 * @param charts its figures
 * @param tables figures that are not drawn
 */
public record Section(
    String title, List<String> findings, List<Chart> charts, List<ShownTable> tables) {
  /** Copies the lists. */
  public Section {
    findings = List.copyOf(findings);
    charts = List.copyOf(charts);
    tables = List.copyOf(tables);
  }

  /** A part of the charts that there are figures for. */
  public static Section of(String title, List<String> findings, Stream<Optional<Chart>> charts) {
    return new Section(title, findings, charts.flatMap(Optional::stream).toList(), List.of());
  }

  /** The same with tables, of which those without rows are left out. */
  Section with(ShownTable... more) {
    return new Section(
        title,
        findings,
        charts,
        Stream.of(more).filter(shown -> !shown.table().rows().isEmpty()).toList());
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return charts.isEmpty() && tables.isEmpty();
  }

  /**
   * A table that stands on the page for itself.
   *
   * @param title what it shows
   * @param text how to read it, what it rests on
   * @param table the numbers
   */
  public record ShownTable(String title, String text, Table table) {}
}
