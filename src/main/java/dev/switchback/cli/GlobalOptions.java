package dev.switchback.cli;

import dev.switchback.artifact.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself, and the options that may stand before or after any of its commands. */
@Command(
    name = "switchback",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = {
      "Finds out when a language model should search in words, and when it should just answer.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = GlobalOptions.VersionLine.class,
    footer = {
      "",
      "Exit codes: 0 done; 2 wrong usage or configuration; 3 bad or missing input data;",
      "1 anything else."
    })
public final class GlobalOptions {
  @Option(
      names = "--master",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "Spark's master; local[*], all cores of this machine, where nothing else is set.")
  private String master;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows where an error came from.")
  private boolean verbose;

  private final List<String> overrides = new ArrayList<>();

  /** A list of picocli's own would forget what stands before the command. */
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Sets a key of the configuration; may be repeated, the last one wins.")
  void override(String assignment) {
    if (assignment != null) {
      overrides.add(assignment);
    }
  }

  /** What {@code --master} says. */
  public Optional<String> master() {
    return Optional.ofNullable(master);
  }

  /** What {@code --set} says, in order. */
  public List<String> overrides() {
    return List.copyOf(overrides);
  }

  boolean verbose() {
    return verbose;
  }

  /** What {@code --version} prints. */
  public static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"switchback " + Version.running()};
    }
  }
}
