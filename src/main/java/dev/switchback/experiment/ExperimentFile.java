package dev.switchback.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.RecordBinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An experiment as a user gives it. Where a key is given more than once, the first of these wins:
 *
 * <ol>
 *   <li>{@code --set key=value} on the command line, the last one for the same key;
 *   <li>the file named on the command line, within it the later line;
 *   <li>the files it includes, each at the line that includes it;
 *   <li>for the five sizes of an architecture, its preset;
 *   <li>the default that {@link Key} declares.
 * </ol>
 */
public final class ExperimentFile {
  private ExperimentFile() {}

  /**
   * Reads an experiment.
   *
   * @param file in HOCON syntax
   * @param overrides each {@code key=value}
   * @throws ConfigurationException with everything that is wrong
   */
  public static Experiment read(Path file, List<String> overrides) {
    Config config = overridden(parse(file), overrides);
    try {
      return RecordBinder.bind(Experiment.class, config.resolve());
    } catch (ConfigException unresolved) {
      throw unreadable(file.toString(), unresolved);
    }
  }

  /**
   * Reads an experiment as a run keeps it.
   *
   * @param text every value, in HOCON syntax
   * @param source where it is from, for messages
   * @throws ConfigurationException with everything that is wrong
   */
  public static Experiment ofText(String text, String source) {
    try {
      return RecordBinder.bind(Experiment.class, ConfigFactory.parseString(text).resolve());
    } catch (ConfigException damaged) {
      throw unreadable(source, damaged);
    }
  }

  private static Config parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "Cannot read the configuration "
              + file
              + ", which is no file, expected a file in HOCON syntax; conf/ has examples");
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setAllowMissing(false)
            .setIncluder(new RequiredInclude());
    try {
      return ConfigFactory.parseFile(file.toFile(), options);
    } catch (ConfigException damaged) {
      throw unreadable(file.toString(), damaged);
    }
  }

  private static Config overridden(Config config, List<String> overrides) {
    Config result = config;
    for (String override : overrides) {
      result = Assignment.parse(override).over(result);
    }
    return result;
  }

  private static ConfigurationException unreadable(String file, ConfigException cause) {
    ConfigurationException exception =
        new ConfigurationException(
            "Cannot read the configuration "
                + file
                + ", expected HOCON syntax: "
                + cause.getMessage());
    exception.initCause(cause);
    return exception;
  }
}
