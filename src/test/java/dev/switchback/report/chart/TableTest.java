package dev.switchback.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("player", Format.TEXT), new Column("value", Format.PERCENT));

  @Test
  void csvQuotesWhatWouldBreakIt() {
    Table table =
        new Table(
            "t",
            COLUMNS,
            List.of(
                List.of("plain", 0.25),
                Arrays.asList("comma, \"quote\"", null),
                List.of("two\nlines", 3)));
    assertThat(table.csv())
        .isEqualTo("player,value\nplain,0.25\n\"comma, \"\"quote\"\"\",\n\"two\nlines\",3\n");
  }

  @Test
  void tableWithoutRowsIsItsHeader() {
    assertThat(new Table("t", COLUMNS, List.of()).csv()).isEqualTo("player,value\n");
  }

  @Test
  void rowsMustFitTheColumns() {
    assertThatThrownBy(() -> new Table("t", COLUMNS, List.of(List.of("alone"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot make table t: a row of 1 values, expected 2");
  }
}
