package dev.switchback.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.switchback.config.ConfigurationException;
import java.util.List;

/**
 * A key set on the command line.
 *
 * @param path the key
 * @param value a list, section or quoted text in HOCON syntax; anything else is taken as it stands
 * @param option the option as it was given
 */
record Assignment(String path, String value, String option) {

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

  Config over(Config config) {
    return parsed().atPath(path).withFallback(config);
  }

  private ConfigValue parsed() {
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
