package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.family.JsonProblems;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.family.PuzzleFamily;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the family of the problem that a line of JSON, or a text, is about. */
final class StatedProblems {
  /** The families that take lines of JSON. */
  static final List<JsonProblems> ALL =
      PuzzleFamilies.all().stream().map(PuzzleFamily::json).flatMap(Optional::stream).toList();

  /** An object that states a problem. */
  static final String EXAMPLE = ALL.get(0).example();

  /** All fields that state a problem of any family. */
  static final Set<String> FIELDS =
      ALL.stream().flatMap(family -> family.fields().stream()).collect(Collectors.toSet());

  private StatedProblems() {}

  /** Whether an object has a field that states a problem of any family. */
  static boolean isStated(ObjectNode object) {
    return FIELDS.stream().anyMatch(object::has);
  }

  /**
   * The family that an object means: it has the field that tells it, or else any of its fields. The
   * first of all where it means none.
   */
  static JsonProblems of(ObjectNode object) {
    return first(family -> object.has(family.fields().get(0)))
        .or(() -> first(family -> family.fields().stream().anyMatch(object::has)))
        .orElse(ALL.get(0));
  }

  /** The family of a text that begins with its problem; the first of all where none does. */
  static JsonProblems ofText(String text) {
    return first(family -> family.begins(text)).orElse(ALL.get(0));
  }

  private static Optional<JsonProblems> first(Predicate<JsonProblems> condition) {
    return ALL.stream().filter(condition).findFirst();
  }
}
