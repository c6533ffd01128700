package dev.switchback.cli;

import dev.switchback.cli.ResultStream.FailedWriteException;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Spelling;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.StageName;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /** Commands of another program that has all of this one's. */
  @FunctionalInterface
  public interface FurtherCommands {
    /** Makes them, by their names. */
    Map<String, Object> make(GlobalOptions options, Console console);
  }

  /**
   * Runs the program and ends the process with its exit code. Spark itself names some files in the
   * digits of the default locale, which it does not read elsewhere: here there is none.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(runHere(arguments, Console.ofProcess(), (options, console) -> Map.of()));
  }

  /**
   * Runs the program.
   *
   * @return the exit code: 0 done, or nobody reads the results any more; 2 wrong usage or
   *     configuration, 3 bad or missing input data, 1 anything else
   */
  public static int run(String[] arguments, InputStream in, OutputStream out, PrintStream err) {
    return run(arguments, Console.of(in, out, err), (options, console) -> Map.of());
  }

  /** Runs the program on the streams of this process, which has failed if its messages got lost. */
  public static int runHere(String[] arguments, Console console, FurtherCommands further) {
    int exitCode = run(arguments, console, further);
    return exitCode == 0 && Console.lostMessages() ? 1 : exitCode;
  }

  /** Runs the program as if it had these commands too. */
  public static int run(String[] arguments, Console console, FurtherCommands further) {
    PrintStream out = console.out();
    PrintStream err = console.err();
    GlobalOptions options = new GlobalOptions();
    CommandLine program = program(options, console);
    further.make(options, console).forEach(program::addSubcommand);
    StringWriter help = new StringWriter();
    program.setOut(new PrintWriter(help)).setErr(writer(err)).setOverwrittenOptionsAllowed(true);
    program.setParameterExceptionHandler((wrong, given) -> usage(wrong, console));
    program.setExecutionExceptionHandler(
        (failed, command, result) -> Failure.of(failed).tell(err, options.verbose()));
    try {
      Surroundings.requireDecoded(arguments);
      Surroundings.nameUser();
      int exitCode = program.execute(arguments);
      if (!help.toString().isEmpty()) {
        out.print(help);
      }
      return exitCode;
    } catch (ConfigurationException undecoded) {
      return Failure.of(undecoded).tell(err, false);
    } catch (OutOfMemoryError | StackOverflowError | FailedWriteException failed) {
      return Failure.of(failed).tell(err, options.verbose());
    }
  }

  private static CommandLine program(GlobalOptions options, Console console) {
    CommandLine program = new CommandLine(options);
    program.addSubcommand(
        "run",
        described(
            "Runs every stage the experiment names, in order; finished stages are skipped.",
            new ExperimentCommand(Experiment::stages, options, console)));
    program.addSubcommand(
        "generate", stage("Makes problems and traces.", StageName.GENERATE, options, console));
    program.addSubcommand(
        "train", described("Trains the models.", new TrainCommand(options, console)));
    program.addSubcommand(
        "grpo", stage("Trains models by rewards, from others.", StageName.GRPO, options, console));
    program.addSubcommand(
        "sample", stage("Draws completions.", StageName.SAMPLE, options, console));
    program.addSubcommand(
        "evaluate", stage("Judges and measures.", StageName.EVALUATE, options, console));
    program.addSubcommand(
        "report", stage("Writes the report.", StageName.REPORT, options, console));
    program.addSubcommand("trace", TraceCommand.of(console));
    program.addSubcommand("verify", new VerifyCommand(console));
    program.addSubcommand("score", new ScoreCommand(console));
    program.addSubcommand("import", new ImportCommand(options, console));
    program.addSubcommand("export", new ExportCommand(options, console));
    program.addSubcommand("config", new ConfigCommand(options, console));
    program.addSubcommand("doctor", new DoctorCommand(options, console));
    return program;
  }

  private static CommandLine stage(
      String description, StageName stage, GlobalOptions options, Console console) {
    return described(
        description, new ExperimentCommand(experiment -> List.of(stage), options, console));
  }

  private static CommandLine described(String description, Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }

  private static int usage(ParameterException wrong, Console console) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    String meant =
        wrong instanceof UnmatchedArgumentException unmatched
            ? Spelling.nearest(unmatched.getUnmatched().get(0), words(command))
                .map(word -> "; did you mean " + word + "?")
                .orElse("")
            : "";
    String name = command.qualifiedName();
    console.err().println("Cannot run " + name + ": " + wrong.getMessage() + meant);
    console.err().println("`" + name + " --help` shows what it takes.");
    return 2;
  }

  private static Set<String> words(CommandSpec command) {
    Set<String> words = new TreeSet<>(command.subcommands().keySet());
    words.addAll(command.optionsMap().keySet());
    return words;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
