package dev.switchback.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Tells where a value was written. */
final class Origin {
  private Origin() {}

  /** File and line as {@code conf/quickstart.conf:12}, or the option of the command line. */
  static String of(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    String file = origin.filename();
    if (file != null) {
      return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }
    return origin.description();
  }

  /** Where the key of a problem was written, its section if it was not written at all. */
  static String find(ConfigObject section, String key) {
    ConfigValue found = section;
    for (String name : key.split("\\.")) {
      if (!(found instanceof ConfigObject object) || !object.containsKey(name)) {
        return "default";
      }
      found = object.get(name);
    }
    return of(found);
  }
}
