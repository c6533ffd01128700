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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkUserAppException;
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
   * Runs the program and ends the process with its exit code, or, where YARN calls it in cluster
   * mode, returns. Spark itself names some files in the digits of the default locale, which it does
   * not read elsewhere: here there is none.
   *
   * @throws SparkUserAppException with the exit code, if YARN called it and it failed
   */
  public static void main(String[] arguments) throws SparkUserAppException {
    Locale.setDefault(Locale.ROOT);
    Console console = Console.ofProcess();
    Runtime.getRuntime().addShutdownHook(new Thread(Main::silenceThreads, "silence"));
    int exitCode = runHere(arguments, console, (options, given) -> Map.of());
    end(DriverHost.here(), exitCode);
  }

  /**
   * Drops what threads of Spark and Scala print of their own end when the process is told to end.
   * What a command has to say goes to its console, which has the process's stream.
   */
  private static void silenceThreads() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /** Ends the program as what runs it expects. */
  static void end(DriverHost host, int exitCode) throws SparkUserAppException {
    switch (host.ending(exitCode)) {
      case RETURN -> {}
      case THROW -> throw new SparkUserAppException(exitCode);
      case EXIT -> System.exit(exitCode);
    }
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
    CommandEnd end = execute(arguments, console, further);
    boolean lost = end.exitCode() == 0 && Console.lostMessages();
    return told(lost ? end.withoutMessages() : end, console, DriverHost.here());
  }

  /** Runs the program as if it had these commands too. */
  public static int run(String[] arguments, Console console, FurtherCommands further) {
    return told(execute(arguments, console, further), console, DriverHost.here());
  }

  /**
   * Writes how a command ended as the last line of its results, where no one sees the exit code.
   *
   * @return the exit code
   */
  private static int told(CommandEnd end, Console console, DriverHost host) {
    if (host == DriverHost.USER) {
      return end.exitCode();
    }
    try {
      console.out().println(end.line());
      console.out().flush();
      return end.exitCode();
    } catch (FailedWriteException failed) {
      return Failure.of(failed).tell(console.err(), false);
    }
  }

  private static CommandEnd execute(String[] arguments, Console console, FurtherCommands further) {
    PrintStream out = console.out();
    PrintStream err = console.err();
    GlobalOptions options = new GlobalOptions();
    CommandLine program = program(options, console);
    further.make(options, console).forEach(program::addSubcommand);
    StringWriter help = new StringWriter();
    program.setOut(new PrintWriter(help)).setErr(writer(err)).setOverwrittenOptionsAllowed(true);
    StringBuilder message = new StringBuilder();
    program.setParameterExceptionHandler((wrong, given) -> usage(wrong, console, message));
    program.setExecutionExceptionHandler(
        (failed, command, result) -> tell(failed, err, options, message));
    int exitCode;
    try {
      Surroundings.requireDecoded(arguments);
      Surroundings.nameUser();
      exitCode = program.execute(arguments);
      if (!help.toString().isEmpty()) {
        out.print(help);
      }
    } catch (ConfigurationException
        | OutOfMemoryError
        | StackOverflowError
        | FailedWriteException failed) {
      exitCode = tell(failed, err, options, message);
    }
    return new CommandEnd(named(arguments, program), exitCode, message.toString());
  }

  private static int tell(
      Throwable failed, PrintStream err, GlobalOptions options, StringBuilder message) {
    Failure failure = Failure.of(failed);
    message.append(failure.paragraph());
    return failure.tell(err, options.verbose());
  }

  /** The command that arguments name; empty if they name none. */
  private static String named(String[] arguments, CommandLine program) {
    return Arrays.stream(arguments)
        .filter(program.getSubcommands()::containsKey)
        .findFirst()
        .orElse("");
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

  private static int usage(ParameterException wrong, Console console, StringBuilder message) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    String meant =
        wrong instanceof UnmatchedArgumentException unmatched
            ? Spelling.nearest(unmatched.getUnmatched().get(0), words(command))
                .map(word -> "; did you mean " + word + "?")
                .orElse("")
            : "";
    String name = command.qualifiedName();
    message.append("Cannot run ").append(name).append(": ").append(wrong.getMessage());
    message.append(meant);
    console.err().println(message);
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
