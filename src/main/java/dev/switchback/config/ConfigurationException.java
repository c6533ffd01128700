package dev.switchback.config;

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
}
