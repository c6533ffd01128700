package dev.switchback.dataset.hub;

import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;

/** What the columns of the tables hold, in the words of a card. */
final class ColumnNotes {
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
          Map.entry("text", "problem and trace, in lines"),
          Map.entry("tokens", "the text from START to END, as ids of the tokenizer"),
          Map.entry("token_count", "how many these are"),
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
