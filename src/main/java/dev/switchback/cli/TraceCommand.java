package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.JsonProblems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes traces for given problems. */
@Command(
    description = {
      "Writes traces for given problems.",
      "",
      "A line is a JSON object such as {\"numbers\": [3, 8, 8], \"target\": 24}, or {\"puzzle\":"
          + " \"...\"} with the cells of a Sudoku; other fields are passed through. The answer has"
          + " the fields prompt and trace as well.",
      ""
    })
final class TraceCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      required = true,
      converter = StyleName.class,
      completionCandidates = StyleNames.class,
      description = "How problems are solved in writing: ${COMPLETION-CANDIDATES}.")
  private String style;

  @Mixin private JsonLines lines;
  @Spec private CommandSpec spec;

  private TraceCommand(Console console) {
    this.console = console;
  }

  /** The command, with an option for each choice that a family offers. */
  static CommandLine of(Console console) {
    CommandLine command = new CommandLine(new TraceCommand(console));
    choices().map(TraceCommand::option).forEach(command.getCommandSpec()::addOption);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> chosen = new HashMap<>();
    choices()
        .forEach(
            choice -> chosen.put(choice.name(), spec.findOption("--" + choice.name()).getValue()));
    lines.answer(console, new TraceLines(style, chosen)::answer);
    return 0;
  }

  private static Stream<JsonProblems.Option> choices() {
    return StatedProblems.ALL.stream().flatMap(family -> family.options().stream());
  }

  private static OptionSpec option(JsonProblems.Option choice) {
    return OptionSpec.builder("--" + choice.name())
        .type(String.class)
        .paramLabel("WORD")
        .defaultValue(choice.fallback())
        .completionCandidates(choice.words())
        .converters(word -> requireOneOf(choice, word))
        .description(
            choice.doc()
                + ": "
                + String.join(", ", choice.words())
                + "; "
                + choice.fallback()
                + " where it is left out.")
        .build();
  }

  private static String requireOneOf(JsonProblems.Option choice, String word) {
    if (!choice.words().contains(word)) {
      throw new TypeConversionException(
          "Cannot use: " + word + ", expected one of " + String.join(", ", choice.words()));
    }
    return word;
  }

  /** Reads a style of any family. */
  private static final class StyleName implements ITypeConverter<String> {
    @Override
    public String convert(String name) {
      if (StatedProblems.ALL.stream().noneMatch(family -> writes(family, name))) {
        throw new TypeConversionException(
            "Cannot find a style of traces: " + name + ", expected one of " + new StyleNames());
      }
      return name;
    }

    /** A family may know more names than it lists. */
    private static boolean writes(JsonProblems family, String style) {
      Map<String, String> usual = new HashMap<>();
      family.options().forEach(choice -> usual.put(choice.name(), choice.fallback()));
      try {
        family.writer(style, usual);
        return true;
      } catch (IllegalArgumentException unknown) {
        return false;
      }
    }
  }

  /** The styles there are. */
  private static final class StyleNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    StyleNames() {
      super(
          StatedProblems.ALL.stream()
              .map(JsonProblems::traceStyles)
              .flatMap(List::stream)
              .distinct()
              .toList());
    }
  }

  /**
   * Answers lines that state problems with the problems' traces. Not safe for use by several
   * threads.
   */
  static final class TraceLines {
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
     * @throws InputException if it states no problem, or one without a solution where the style
     *     needs one; the message begins where "Cannot read line 7: " ends
     * @throws IllegalArgumentException the same, or if its family has no such style
     */
    String answer(String line) {
      ObjectNode object = JsonObjects.read(line, StatedProblems.FIELDS, StatedProblems.EXAMPLE);
      JsonProblems family = StatedProblems.of(object);
      object.put("prompt", family.prompt(object, style));
      object.put("trace", writer(family).write(object).text());
      return JsonObjects.write(object);
    }

    private JsonProblems.Writer writer(JsonProblems family) {
      return writers.computeIfAbsent(family, own -> own.writer(style, options));
    }
  }
}
