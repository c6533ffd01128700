package dev.switchback.report.data;

import java.util.List;

/**
 * Facts about one part of the run.
 *
 * @param title of the part
 * @param facts in order
 */
public record FactGroup(String title, List<Fact> facts) {
  /**
   * A fact.
   *
   * @param name what it is about
   * @param value in words
   */
  public record Fact(String name, String value) {}

  /** Copies the facts. */
  public FactGroup {
    facts = List.copyOf(facts);
  }
}
