package dev.switchback.cli;

import dev.switchback.trace.countdown.CountdownStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Writes traces for given problems. */
@Command(
    description = {
      "Writes traces for given problems.",
      "",
      "A line is a JSON object such as {\"numbers\": [3, 8, 8], \"target\": 24}; other fields are"
          + " passed through. The answer has the fields prompt and trace as well.",
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
  private CountdownStyle style;

  @Mixin private JsonLines lines;

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    lines.answer(console, new TraceLines(style)::answer);
    return 0;
  }

  /** Reads a style. */
  private static final class StyleName implements ITypeConverter<CountdownStyle> {
    @Override
    public CountdownStyle convert(String name) {
      try {
        return CountdownStyle.of(name);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(unknown.getMessage());
      }
    }
  }

  /** The styles there are. */
  private static final class StyleNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    StyleNames() {
      super(Arrays.stream(CountdownStyle.values()).map(CountdownStyle::key).toList());
    }
  }
}
