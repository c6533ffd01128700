package dev.switchback.experiment;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import java.io.File;

/**
 * Includes a file beside the one that names it. The library's own includer leaves out a file that
 * is missing, which would silently make another experiment.
 */
final class RequiredInclude implements ConfigIncluder, ConfigIncluderFile {

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
