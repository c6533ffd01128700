package dev.switchback.dataset.hub;

import java.util.Locale;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** The card of a data set: its README.md, which says what is in it and where it came from. */
public final class DatasetCard {
  /** The file's name. */
  public static final String FILE = "README.md";

  private final CardFacts facts;

  private DatasetCard(CardFacts facts) {
    this.facts = facts;
  }

  /** The whole file. */
  public static String markdown(CardFacts facts) {
    DatasetCard card = new DatasetCard(facts);
    return "---\n"
        + new CardHead(facts).yaml()
        + "---\n\n# "
        + facts.title()
        + "\n\n"
        + card.summary()
        + card.splits()
        + card.loading()
        + card.columns()
        + card.making()
        + card.manifests();
  }

  private String summary() {
    String traces =
        facts.style().isEmpty()
            ? ""
            : " Each row is a problem written down together with its way to the solution.";
    return facts.family().description()
        + "."
        + traces
        + " Made by the program Switchback "
        + facts.version()
        + " from the seed "
        + facts.family().seed()
        + ".\n\n";
  }

  private String splits() {
    StringBuilder table = new StringBuilder("| split | rows | files |\n|---|--:|--:|\n");
    for (HubSplit split : facts.splits()) {
      table.append(
          String.format(
              Locale.ROOT, "| %s | %,d | %d |\n", split.name(), split.rows(), split.fileCount()));
    }
    return table + "\n";
  }

  private String loading() {
    return String.format(
        Locale.ROOT,
        """
        ## Loading

        ```python
        from datasets import load_dataset

        rows = load_dataset("FOLDER OR REPOSITORY", split="%s")
        ```

        Rows are in the order of their index. Add `streaming=True` to read without fetching all.

        """,
        facts.splits().get(0).name());
  }

  private String columns() {
    StringBuilder table =
        new StringBuilder("## Columns\n\n| column | type | holds |\n|---|---|---|\n");
    for (StructField column : HubColumns.of(facts.schema()).fields()) {
      String note = ColumnNotes.of(column.name(), column.dataType());
      table.append("| ").append(column.name()).append(" | ").append(type(column.dataType()));
      table.append(" | ").append(note).append(" |\n");
    }
    return table + "\n";
  }

  private String making() {
    return "## How it was made\n\n"
        + "A row is a function of the configuration and the inputs in the facts below alone: the"
        + " same ones make the same rows on any machine."
        + solver()
        + "\n\n"
        + "The splits are disjoint: no two of them share a problem, nor two problems that differ in"
        + " nothing that matters. This was counted after the rows were written; the facts below"
        + " have the counts, under `exact` and `canonical`.\n\n";
  }

  private String solver() {
    if (!facts.style().isEmpty()) {
      return " Traces are written by Switchback's own searches; the column `search` names them.";
    }
    if (facts.hasColumn("solution_count")) {
      return " A complete search finds the first solution and counts them all.";
    }
    return facts.hasColumn("puzzle")
        ? " A complete search proves that each puzzle has one solution and no other."
        : "";
  }

  private String manifests() {
    String traces =
        facts.traces().isEmpty() ? "" : "Of the traces:\n\n```json\n" + facts.traces() + "```\n\n";
    return "What Switchback keeps beside the tables, configuration and facts, for the problems:\n\n"
        + "```json\n"
        + facts.problems()
        + "```\n\n"
        + traces;
  }

  private static String type(DataType type) {
    return type instanceof ArrayType ? "list of " + HubColumns.type(type) : HubColumns.type(type);
  }
}
