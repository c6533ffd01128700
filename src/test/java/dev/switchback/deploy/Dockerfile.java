package dev.switchback.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recipe for an image.
 *
 * @param instructions in their order, lines that go on joined, comments left out
 */
record Dockerfile(List<Instruction> instructions) {

  /** A word in capitals, and what follows it. */
  record Instruction(String name, String arguments) {}

  static Dockerfile read(Path file) throws IOException {
    String text =
        Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n"))
            .replaceAll("\\\\\n\\s*", "");
    return new Dockerfile(
        text.lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.split("\\s+", 2))
            .map(words -> new Instruction(words[0], words[1].strip()))
            .toList());
  }

  Stream<String> arguments(String name) {
    return instructions.stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::arguments);
  }

  /** What a name stands for where a build gives it no other value. */
  String defaultOf(String argument) {
    return arguments("ARG")
        .filter(given -> given.startsWith(argument + "="))
        .map(given -> given.substring(argument.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no ARG " + argument));
  }

  /** Variables that the image has; one that stands twice has the same value. */
  Map<String, String> environment() {
    return arguments("ENV")
        .flatMap(given -> Arrays.stream(given.split("\\s+")))
        .map(variable -> variable.split("=", 2))
        .collect(
            Collectors.toMap(
                variable -> variable[0],
                variable -> variable[1],
                (one, other) -> {
                  if (!one.equals(other)) {
                    throw new AssertionError(one + " and " + other);
                  }
                  return one;
                }));
  }

  /**
   * Files and folders of the project that it copies, with the names that builds give by default.
   */
  List<String> copied() {
    return arguments("COPY")
        .filter(arguments -> !arguments.startsWith("--from="))
        .map(arguments -> arguments.split("\\s+"))
        .flatMap(words -> Arrays.stream(words, 0, words.length - 1))
        .map(
            source ->
                source.contains("${VERSION}")
                    ? source.replace("${VERSION}", defaultOf("VERSION"))
                    : source)
        .toList();
  }
}
