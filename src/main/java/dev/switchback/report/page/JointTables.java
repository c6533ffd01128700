package dev.switchback.report.page;

import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.JointSuccesses;
import dev.switchback.report.data.JointSuccesses.Change;
import dev.switchback.report.data.JointSuccesses.Tries;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.page.Section.ShownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Problem by problem, what a model solved before and after it was trained by rewards. */
final class JointTables {
  private static final String RULE = "Right by the strict rule; the first training of each model.";

  private final ReinforcedModel model;
  private final JointSuccesses successes;

  JointTables(ReinforcedModel model) {
    this.model = model;
    this.successes = model.successes();
  }

  /** How many problems were gained, kept and lost; without rows if none was asked of both. */
  ShownTable changes() {
    List<List<Object>> rows = new ArrayList<>();
    if (successes.problems() > 0) {
      String allBefore = all(successes.triesBefore());
      rows.add(row("first", "first", successes.change(Tries::firstRight, Tries::firstRight)));
      if (successes.triesBefore() > 1) {
        rows.add(row(allBefore, "first", successes.change(Tries::anyRight, Tries::firstRight)));
      }
      if (successes.triesAfter() > 1) {
        rows.add(
            row(
                allBefore,
                all(successes.triesAfter()),
                successes.change(Tries::anyRight, Tries::anyRight)));
      }
    }
    return new ShownTable(
        "Gained and lost problems",
        String.format(
            Locale.ROOT,
            "Gained: solved only by %s; lost: only by %s; kept: by both; never: by neither, with"
                + " the tries that are named. A gained problem is one that was not solved in so"
                + " many tries before, not one that never would have been. %s",
            model.model(),
            model.base(),
            RULE),
        new Table(
            "grpo-solved-" + model.model(),
            List.of(
                new Column("tries before", Format.TEXT),
                new Column("tries after", Format.TEXT),
                new Column("gained", Format.COUNT),
                new Column("kept", Format.COUNT),
                new Column("lost", Format.COUNT),
                new Column("never", Format.COUNT),
                new Column("problems", Format.COUNT)),
            rows));
  }

  private static String all(int tries) {
    return tries == 1 ? "first" : "all " + Formats.whole(tries);
  }

  private List<Object> row(String before, String after, Change change) {
    return List.of(
        before,
        after,
        change.gained(),
        change.kept(),
        change.lost(),
        change.never(),
        successes.problems());
  }

  /** How many problems had which share of their tries right; without rows if none was asked. */
  ShownTable shares() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("right before", Format.TEXT));
    JointSuccesses.BINS.forEach(bin -> columns.add(new Column("after: " + bin, Format.COUNT)));
    List<List<Object>> rows = new ArrayList<>();
    long[][] table = successes.table();
    for (int before = 0; before < table.length && successes.problems() > 0; before++) {
      List<Object> row = new ArrayList<>(List.of(JointSuccesses.BINS.get(before)));
      for (long problems : table[before]) {
        row.add(problems);
      }
      rows.add(row);
    }
    return new ShownTable(
        "How often a problem is solved, before and after",
        String.format(
            Locale.ROOT,
            "Numbers of problems by the share of their completions that are right: a row for each"
                + " share of the %s of %s, a column for each of the %s of %s. Right of the diagonal"
                + " are problems that are solved more often than before. %s",
            Formats.whole(successes.triesBefore()),
            model.base(),
            Formats.whole(successes.triesAfter()),
            model.model(),
            RULE),
        new Table("grpo-successes-" + model.model(), columns, rows));
  }
}
