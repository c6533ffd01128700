package dev.switchback.cli;

import dev.switchback.artifact.Overwrite;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.importer.ImportFormat;
import dev.switchback.transfer.Import;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Brings problems from elsewhere. */
@Command(
    description = {
      "Brings problems from elsewhere.",
      "",
      "Each row is checked; rows that are not a valid problem with a correct solution go to"
          + " rejected/, with the reason. docs/data.md describes the formats.",
      ""
    })
final class ImportCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final Console console;

  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      converter = FormatName.class,
      completionCandidates = FormatNames.class,
      description = "What the files hold: ${COMPLETION-CANDIDATES}.")
  private ImportFormat format;

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "A file, a folder, or a pattern in quotation marks, such as 'data/*.csv.gz'.")
  private String path;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the problems go, a new folder.")
  private String output;

  @Option(
      names = "--column",
      paramLabel = "FIELD=COLUMN",
      description =
          "Where the files have a field, if not in its usual column: for example puzzle=question;"
              + " may be repeated.")
  private Map<String, String> columns = new TreeMap<>();

  @Option(names = "--strict", description = "Makes any row that is rejected an error.")
  private boolean strict;

  @Option(
      names = "--overwrite",
      description =
          "Removes what an import of other files made in the folder; without it, such a folder is"
              + " refused.")
  private boolean overwrite;

  ImportCommand(GlobalOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Import.Request request =
        new Import.Request(chosen(), path, output, strict, Overwrite.of(overwrite));
    try (LazySpark spark = new LazySpark(options.master(), "import", Map.of())) {
      Import.Result result = Import.run(spark, HadoopSettings.of(Map.of()), request);
      print(result, console.out());
    }
    return 0;
  }

  private ImportFormat chosen() {
    try {
      return format.withColumns(columns);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(command.commandLine(), unknown.getMessage());
    }
  }

  private static void print(Import.Result result, PrintStream out) {
    Map<String, Object> facts = result.facts();
    for (String count : List.of("read", "taken", "skipped", "rejected")) {
      out.printf(Locale.ROOT, "%-8s %s%n", count, facts.get(count));
    }
    Map<?, ?> flaws = (Map<?, ?>) facts.get("flaws");
    flaws.forEach((flaw, rows) -> out.printf(Locale.ROOT, "  %s %s%n", flaw, rows));
    if (!flaws.isEmpty()) {
      out.println("reasons: " + new Path(result.folder(), "rejected"));
    }
    if (!result.ignoredFiles().isEmpty()) {
      out.println("ignored, by their names: " + String.join(", ", result.ignoredFiles()));
    }
    String state = result.finishedBefore() ? ", finished before" : "";
    out.println("problems: " + new Path(result.folder(), "problems") + state);
    out.flush();
  }

  /** Reads a format. */
  private static final class FormatName implements ITypeConverter<ImportFormat> {
    @Override
    public ImportFormat convert(String name) {
      try {
        return PuzzleFamilies.importFormat(name);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(unknown.getMessage());
      }
    }
  }

  /** The formats there are. */
  private static final class FormatNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    FormatNames() {
      super(PuzzleFamilies.importFormats().stream().map(ImportFormat::key).toList());
    }
  }
}
