package dev.switchback.dataset.hub;

import java.util.Map;

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
          Map.entry("search_nodes", "steps that a depth-first search by sums explores"),
          Map.entry("puzzle", "row by row, a point for an empty cell"),
          Map.entry("clues", "cells that are given"),
          Map.entry("search", "what wrote the trace; empty for a bare solution"),
          Map.entry("text", "problem and trace, in lines"),
          Map.entry("tokens", "the text from START to END, as ids of the tokenizer"),
          Map.entry("token_count", "how many these are"),
          Map.entry("solved", "whether the trace ends with a solution"),
          Map.entry("mistakes", "dead ends before the solution"),
          Map.entry("nodes", "steps the search explores"));

  private ColumnNotes() {}

  /** A note, empty where there is none. */
  static String of(String column, String family) {
    if (column.equals("solution")) {
      return family.equals("sudoku")
          ? "the only one, row by row"
          : "the first one in lexicographic order of all";
    }
    return NOTES.getOrDefault(column, "");
  }
}
