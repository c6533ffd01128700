package dev.switchback.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.RecordBinder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * An experiment as a user gives it. Where a key is given more than once, the first of these wins:
 *
 * <ol>
 *   <li>{@code --set key=value} on the command line, the last one for the same key; {@code
 *       key=null} leaves out what all the others have made, after references to it have their
 *       values;
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
    List<Assignment> assignments = overrides.stream().map(Assignment::parse).toList();
    Config config = over(parse(file), assignments, assignment -> !assignment.leavesOut());
    try {
      Config resolved = over(config.resolve(), assignments, Assignment::leavesOut);
      return RecordBinder.bind(Experiment.class, resolved);
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
      // The library finds included files only beside a file whose folder is named.
      Path beside = file.getParent() == null ? Path.of(".").resolve(file) : file;
      return ConfigFactory.parseFile(beside.toFile(), options);
    } catch (ConfigException damaged) {
      throw unreadable(file.toString(), damaged);
    }
  }

  private static Config over(
      Config config, List<Assignment> assignments, Predicate<Assignment> which) {
    Config result = config;
    for (Assignment assignment : assignments) {
      if (which.test(assignment)) {
        result = assignment.over(result);
      }
    }
    return result;
  }

  private static ConfigurationException unreadable(String file, ConfigException cause) {
    ConfigurationException exception =
        new ConfigurationException(
            "Cannot read the configuration "
                + file
                + ", expected HOCON syntax: "
                + cause.getMessage()
                + (cause.getMessage().contains("ConfigNull")
                    ? "; to leave out a section that others are made from, give --set SECTION=null"
                    : ""));
    exception.initCause(cause);
    return exception;
  }

  /**
   * A key set on the command line.
   *
   * @param path the key
   * @param value a list, section or quoted text in HOCON syntax; anything else is taken as it
   *     stands
   * @param option the option as it was given
   */
  private record Assignment(String path, String value, String option) {

    /**
     * Takes {@code key=value} apart.
     *
     * @throws ConfigurationException if it has no key
     */
    static Assignment parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new ConfigurationException(
            "Cannot use --set " + text + ", expected key=value, for example --set seed=7");
      }
      String path = text.substring(0, equals).strip();
      String value = text.substring(equals + 1).strip();
      try {
        List<String> names = ConfigUtil.splitPath(path);
        return new Assignment(ConfigUtil.joinPath(names), value, "--set " + text);
      } catch (ConfigException.BadPath bad) {
        throw new ConfigurationException(
            "Cannot use --set " + text + ", expected a key of names, digits, hyphens and points");
      }
    }

    boolean leavesOut() {
      return value.equals("null");
    }

    Config over(Config config) {
      return parsed().atPath(path).withFallback(config);
    }

    private ConfigValue parsed() {
      if (leavesOut()) {
        return ConfigValueFactory.fromAnyRef(null, option);
      }
      if (!value.startsWith("[") && !value.startsWith("{") && !value.startsWith("\"")) {
        return ConfigValueFactory.fromAnyRef(value, option);
      }
      try {
        return ConfigFactory.parseString(
                "value = " + value, ConfigParseOptions.defaults().setOriginDescription(option))
            .getValue("value")
            .withOrigin(ConfigOriginFactory.newSimple(option));
      } catch (ConfigException damaged) {
        throw new ConfigurationException(
            "Cannot use " + option + ", expected a value in HOCON syntax: " + damaged.getMessage());
      }
    }
  }

  /**
   * Includes a file beside the one that names it. The library's own includer leaves out a file that
   * is missing, which would silently make another experiment.
   */
  private static final class RequiredInclude implements ConfigIncluder, ConfigIncluderFile {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String file) {
      ConfigParseable included = context.relativeTo(file);
      return included.parse(required(included.options()));
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File file) {
      return ConfigFactory.parseFile(file, required(context.parseOptions())).root();
    }

    private static ConfigParseOptions required(ConfigParseOptions options) {
      return options.setAllowMissing(false);
    }
  }
}
