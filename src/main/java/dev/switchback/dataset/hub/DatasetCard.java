package dev.switchback.dataset.hub;

import dev.switchback.family.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

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

  /**
   * What a card tells.
   *
   * @param experiment its name
   * @param family of the problems
   * @param style of traces; empty for problems
   * @param schema of the table
   * @param splits in their order
   * @param version of Switchback, which made the table
   * @param problems manifest of the problems, as JSON
   * @param traces manifest of the traces, as JSON; empty for problems
   */
  public record CardFacts(
      String experiment,
      Family family,
      String style,
      StructType schema,
      List<HubSplit> splits,
      String version,
      String problems,
      String traces) {

    public CardFacts {
      splits = List.copyOf(splits);
    }

    long rows() {
      return splits.stream().mapToLong(HubSplit::rows).sum();
    }

    boolean hasColumn(String name) {
      return Arrays.asList(schema.fieldNames()).contains(name);
    }

    String title() {
      return experiment
          + ": "
          + family.key()
          + (style.isEmpty() ? " problems" : " problems with traces in the style " + style);
    }
  }

  /** What the columns of the tables hold, in the words of a card. */
  private static final class ColumnNotes {
    private static final Map<String, String> NOTES =
        Map.ofEntries(
            Map.entry("problem_id", "family, split and index"),
            Map.entry("family", "kind of problem"),
            Map.entry("seed", "what all draws of the data set are made from"),
            Map.entry("index", "of the draw in its split, from 0; draws seen before are left out"),
            Map.entry("numbers", "to be used once each"),
            Map.entry("target", "to be made"),
            Map.entry("canonical", "the same for problems that differ in nothing that matters"),
            Map.entry("solution_count", "solutions there are, as sequences of steps"),
            Map.entry("dfs_sum_nodes", "steps that a depth-first search by sums explores"),
            Map.entry("dfs_sum_solves", "whether that search finds a solution"),
            Map.entry("dfs_mult_nodes", "steps that a depth-first search by factors explores"),
            Map.entry("dfs_mult_solves", "whether that search finds a solution"),
            Map.entry("puzzle", "row by row, a point for an empty cell"),
            Map.entry("clues", "cells that are given"),
            Map.entry(
                "symmetry_class", "the same for puzzles that are one another's mirror or guise"),
            Map.entry("hardest_technique", "needed by a search that knows several"),
            Map.entry("guesses", "of a plain search that tries cells with the fewest candidates"),
            Map.entry("search", "what wrote the trace; empty for a bare solution"),
            Map.entry("text", "problem and trace"),
            Map.entry("tokens", "the text from START to END, as ids of the tokenizer"),
            Map.entry("token_count", "how many these are"),
            Map.entry("prompt_tokens", "how many of them, from the first on, are the prompt"),
            Map.entry("solved", "whether the trace ends with a solution"),
            Map.entry("mistakes", "dead ends before the solution"),
            Map.entry("nodes", "steps the search explores"));

    private ColumnNotes() {}

    /** A note, empty where there is none. */
    static String of(String column, DataType type) {
      if (column.equals("solution")) {
        return type instanceof ArrayType
            ? "the first one in lexicographic order of all"
            : "the only one, row by row";
      }
      return NOTES.getOrDefault(column, "");
    }
  }
}
