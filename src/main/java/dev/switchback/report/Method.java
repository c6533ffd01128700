package dev.switchback.report;

import dev.switchback.family.Rules;
import java.util.List;

/**
 * How a run was made and measured.
 *
 * @param subtitle what was run, in one line
 * @param rules of the puzzles
 * @param sections figures of the training
 * @param facts about the run
 * @param configuration the effective configuration, as a text
 */
public record Method(
    String subtitle,
    Rules rules,
    List<Section> sections,
    List<FactGroup> facts,
    String configuration) {
  /** Leaves out sections without figures. */
  public Method {
    sections = sections.stream().filter(section -> !section.isEmpty()).toList();
    facts = List.copyOf(facts);
  }
}
