package dev.switchback.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.trace.Question;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the problems of a family stand in lines of JSON, and how single ones are written down. */
public interface JsonProblems {

  /** An object that states a problem, as an example. */
  String example();

  /** The names under which traces are written. */
  List<String> traceStyles();

  /** What else can be chosen for traces; none by default. */
  default List<Option> options() {
    return List.of();
  }

  /**
   * A choice among words.
   *
   * @param name of an option of the command line, without hyphens before it
   * @param words in the order in which they are shown
   * @param fallback the word where none is given
   * @param doc what is chosen
   */
  record Option(String name, List<String> words, String fallback, String doc) {}

  /** The fields that state a problem, that which tells the family first. */
  List<String> fields();

  /**
   * The problem of an object.
   *
   * @throws InputException if a field is missing or of another type
   * @throws IllegalArgumentException if it is no problem
   */
  Question question(ObjectNode object);

  /**
   * What the trace of an object's problem begins with.
   *
   * @param style one of {@link #traceStyles}
   * @throws InputException if a field is missing or of another type
   * @throws IllegalArgumentException if it is no problem, or there is no such style
   */
  String prompt(ObjectNode object, String style);

  /** Whether a text begins with a problem as texts of this family do. */
  boolean begins(String text);

  /** The problem that a text begins with, empty if it begins with none. */
  Optional<Question> problemOf(String text);

  /** The verdict on a text that begins with its problem; any text at all gets one. */
  Verdict verify(String text);

  /**
   * Writes the traces of one problem after the other. Not safe for use by several threads.
   *
   * @param style one of {@link #traceStyles}
   * @param options words by the name of their option
   * @throws IllegalArgumentException if there is no such style
   */
  Writer writer(String style, Map<String, String> options);

  /** Writes traces. */
  @FunctionalInterface
  interface Writer {
    /**
     * The trace of an object's problem.
     *
     * @throws InputException if a field is missing or of another type
     * @throws IllegalArgumentException if it is no problem, or has no solution where one is needed
     */
    Trace write(ObjectNode object);
  }

  /** A field that is missing or of another type. */
  static InputException unexpected(String field, JsonNode value, String expected) {
    String found = value.isMissingNode() ? "it is missing" : "it is " + shown(value.toString());
    return new InputException(
        "Cannot use the field \"" + field + "\": " + found + ", expected " + expected);
  }

  /** The beginning of a text. */
  static String shown(String text) {
    int longest = 60;
    return text.length() <= longest ? text : text.substring(0, longest) + "..";
  }
}
