package dev.switchback.config;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. Exit code 2. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<Problem> found;

  ConfigurationException(List<Problem> found) {
    super(message(found.stream().map(Problem::describe).toList()));
    this.found = List.copyOf(found);
  }

  /** A single problem, told in a complete sentence. */
  public ConfigurationException(String problem) {
    this(List.of(new Problem("", problem, "")));
  }

  /** Every problem in a sentence of its own, in the order of the configuration's keys. */
  public List<String> problems() {
    return found.stream().map(Problem::describe).toList();
  }

  List<Problem> found() {
    return found;
  }

  private static String message(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    return problems.stream()
        .map(problem -> "  - " + problem)
        .collect(
            Collectors.joining(
                "\n", "Cannot use the configuration: " + problems.size() + " problems\n", ""));
  }

  /**
   * One thing wrong with a configuration.
   *
   * @param key the path of the key, for example {@code problems.numbers}; empty if no key is to
   *     blame
   * @param text what is wrong and what is expected: the sentence after "Cannot use KEY", or all of
   *     it where the key is empty
   * @param origin file and line where the value was written, or empty
   */
  record Problem(String key, String text, String origin) implements Serializable {

    String describe() {
      String sentence = key.isEmpty() ? text : "Cannot use " + key + text;
      return origin.isEmpty() ? sentence : sentence + " (" + origin + ")";
    }
  }
}
