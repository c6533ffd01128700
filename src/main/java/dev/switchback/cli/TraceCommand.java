package dev.switchback.cli;

import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.sudoku.search.GuessOrder;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.Sweeps;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "A line is a JSON object such as {\"numbers\": [3, 8, 8], \"target\": 24}, or {\"puzzle\":"
          + " \"...\"} with the 81 or 16 cells of a Sudoku; other fields are passed through. The"
          + " answer has the fields prompt and trace as well.",
      ""
    })
final class TraceCommand implements Callable<Integer> {
  private static final List<String> SUDOKU_STYLES =
      Arrays.stream(SudokuStyle.values()).map(SudokuStyle::key).toList();

  private final Console console;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      required = true,
      converter = StyleName.class,
      completionCandidates = StyleNames.class,
      description = "How problems are solved in writing: ${COMPLETION-CANDIDATES}.")
  private String style;

  @Option(
      names = "--guess-order",
      paramLabel = "ORDER",
      defaultValue = "fewest-candidates",
      converter = OrderName.class,
      completionCandidates = OrderNames.class,
      description =
          "Which cell of a Sudoku is guessed in: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where"
              + " it is left out.")
  private GuessOrder order;

  @Option(
      names = "--sweeps",
      paramLabel = "SWEEPS",
      defaultValue = "until-stuck",
      converter = SweepsName.class,
      completionCandidates = SweepsNames.class,
      description =
          "How often the techniques of a Sudoku are applied before a guess:"
              + " ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where it is left out.")
  private Sweeps sweeps;

  @Mixin private JsonLines lines;

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    lines.answer(console, new TraceLines(style, new Guessing(order, sweeps))::answer);
    return 0;
  }

  /** Reads a style of any family. */
  private static final class StyleName implements ITypeConverter<String> {
    @Override
    public String convert(String name) {
      if (SUDOKU_STYLES.contains(name)) {
        return name;
      }
      try {
        CountdownStyle.of(name);
        return name;
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            unknown.getMessage() + ", or for a Sudoku one of " + SUDOKU_STYLES);
      }
    }
  }

  /** The styles there are. */
  private static final class StyleNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    StyleNames() {
      super(
          Stream.concat(
                  Arrays.stream(CountdownStyle.values()).map(CountdownStyle::key),
                  SUDOKU_STYLES.stream())
              .distinct()
              .toList());
    }
  }

  /** Reads an order of guesses. */
  private static final class OrderName implements ITypeConverter<GuessOrder> {
    @Override
    public GuessOrder convert(String name) {
      try {
        return GuessOrder.of(name);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(unknown.getMessage());
      }
    }
  }

  /** The orders there are. */
  private static final class OrderNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    OrderNames() {
      super(Arrays.stream(GuessOrder.values()).map(GuessOrder::key).toList());
    }
  }

  /** Reads sweeps. */
  private static final class SweepsName implements ITypeConverter<Sweeps> {
    @Override
    public Sweeps convert(String name) {
      try {
        return Sweeps.of(name);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(unknown.getMessage());
      }
    }
  }

  /** The sweeps there are. */
  private static final class SweepsNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    SweepsNames() {
      super(Arrays.stream(Sweeps.values()).map(Sweeps::key).toList());
    }
  }
}
