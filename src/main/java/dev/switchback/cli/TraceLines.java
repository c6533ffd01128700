package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.JsonProblems;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers lines that state problems with the problems' traces. Not safe for use by several threads.
 */
final class TraceLines {
  private final String style;
  private final Map<String, String> options;
  private final Map<JsonProblems, JsonProblems.Writer> writers = new HashMap<>();

  /**
   * @param style of the families of the problems
   * @param options words by the name of their option, for all families
   */
  TraceLines(String style, Map<String, String> options) {
    this.style = style;
    this.options = Map.copyOf(options);
  }

  /**
   * The line with the fields prompt and trace added.
   *
   * @param line a JSON object that states a problem; other fields are passed through
   * @throws InputException if it states no problem, or one without a solution where the style needs
   *     one; the message begins where "Cannot read line 7: " ends
   * @throws IllegalArgumentException the same, or if its family has no such style
   */
  String answer(String line) {
    ObjectNode object = JsonObjects.read(line, StatedProblems.EXAMPLE);
    JsonProblems family = StatedProblems.of(object);
    object.put("prompt", family.question(object).prompt());
    object.put("trace", writer(family).write(object).text());
    return JsonObjects.write(object);
  }

  private JsonProblems.Writer writer(JsonProblems family) {
    return writers.computeIfAbsent(family, own -> own.writer(style, options));
  }
}
