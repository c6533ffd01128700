package dev.switchback.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.switchback.config.ConfigurationException.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes configuration records from what a file says. It goes on after a problem, so that all of
 * them are found; a record is made only if all it is made of is there.
 */
public final class RecordBinder {
  private static final ConfigObject NOTHING = ConfigFactory.empty().root();

  private final NearestKey nearest;
  private final List<Problem> problems = new ArrayList<>();

  private RecordBinder(Class<?> root) {
    nearest = new NearestKey(Schema.allKeysOf(root, ""));
  }

  /**
   * Makes a record of the values of its keys, those of records in it by their paths; the others
   * have their defaults.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static <R extends Record> R ofValues(Class<R> settings, Map<String, ?> values) {
    return bind(settings, ConfigFactory.parseMap(values, ""));
  }

  /**
   * Makes a record of what a text sets, in HOCON syntax: {@code samples = 1, temperature = 0}; the
   * others have their defaults.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static <R extends Record> R ofText(Class<R> settings, String text) {
    return bind(settings, ConfigFactory.parseString(text));
  }

  /**
   * Binds a whole file.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static <T> T bind(Class<T> root, Config config) {
    RecordBinder binder = new RecordBinder(root);
    Optional<T> bound = binder.record(root, config.root(), "", "");
    if (!binder.problems.isEmpty()) {
      throw new ConfigurationException(binder.problems);
    }
    return bound.orElseThrow();
  }

  /**
   * Binds one section.
   *
   * @param path of the section in the file
   * @param declared the same path with {@link Schema#ANY_NAME} for names the file chooses
   */
  private <T> Optional<T> record(
      Class<T> type, ConfigObject section, String path, String declared) {
    refuseUnknown(Schema.keysOf(type, declared), section, path, declared);
    return known(type, section, path, declared);
  }

  /** Binds what a record declares, whatever else the section has. */
  private <T> Optional<T> known(Class<T> type, ConfigObject section, String path, String declared) {
    RecordComponent[] declarations = type.getRecordComponents();
    Object[] components = new Object[declarations.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      Optional<?> component =
          Schema.isProvided(declarations[i])
              ? provided(declarations[i], section, path, declared)
              : component(Schema.entry(declarations[i], declared, Affects.RESULT), section, path);
      components[i] = component.orElse(null);
      complete &= component.isPresent();
    }
    return complete ? construct(type, components, section, path) : Optional.empty();
  }

  private Optional<ProvidedSettings> provided(
      RecordComponent component, ConfigObject section, String path, String declared) {
    List<ProvidedSettings.Declaration> declarations = Schema.provided(component);
    List<ProvidedSettings.Part> parts = new ArrayList<>();
    for (ProvidedSettings.Declaration declaration : declarations) {
      provided(declaration, section, path, declared)
          .map(settings -> new ProvidedSettings.Part(declaration.section(), settings))
          .ifPresent(parts::add);
    }
    return parts.size() == declarations.size()
        ? Optional.of(new ProvidedSettings(parts))
        : Optional.empty();
  }

  private Optional<? extends Record> provided(
      ProvidedSettings.Declaration declaration,
      ConfigObject section,
      String path,
      String declared) {
    String name = declaration.section();
    if (name.isEmpty()) {
      return known(declaration.type(), section, path, declared);
    }
    String at = Schema.join(path, name);
    return section(section.getOrDefault(name, NOTHING), at)
        .flatMap(object -> record(declaration.type(), object, at, Schema.join(declared, name)));
  }

  private void refuseUnknown(
      List<Schema.Entry> keys, ConfigObject section, String path, String declared) {
    List<String> names = keys.stream().map(Schema.Entry::name).toList();
    new TreeMap<>(section)
        .forEach(
            (name, value) -> {
              if (!names.contains(name)) {
                refuse(Schema.join(path, name), value, nearest.advice(declared, name));
              }
            });
  }

  private Optional<?> component(Schema.Entry key, ConfigObject section, String path) {
    String at = Schema.join(path, key.name());
    ConfigValue given = section.get(key.name());
    if (Schema.isRecord(key.type())) {
      return section(given == null ? NOTHING : given, at)
          .flatMap(object -> record((Class<?>) key.type(), object, at, key.path()));
    }
    if (given == null && key.fallback().isEmpty()) {
      problems.add(new Problem(at, ", which is not set, expected it to be: " + key.doc(), ""));
      return Optional.empty();
    }
    ConfigValue value = given == null ? fallback(key) : given;
    return Schema.isMap(key.type()) ? map(key, value, at) : value(key, value, at);
  }

  private Optional<ConfigObject> section(ConfigValue value, String path) {
    if (value instanceof ConfigObject object) {
      return Optional.of(object);
    }
    refuse(path, value, "a section, { .. }");
    return Optional.empty();
  }

  private Optional<?> value(Schema.Entry key, ConfigValue value, String path) {
    Optional<?> bound = ValueBinder.bind(key.type(), value);
    if (bound.isEmpty()) {
      refuse(path, value, ValueBinder.describe(key.type()));
    }
    return bound;
  }

  private Optional<?> map(Schema.Entry key, ConfigValue value, String path) {
    return section(value, path)
        .flatMap(
            object ->
                Schema.isRecord(Schema.argument(key.type()))
                    ? records(key, object, path)
                    : texts(object, path));
  }

  /** Sections that a file names; {@code null} leaves out one that another file has. */
  private Optional<Map<String, Object>> records(Schema.Entry key, ConfigObject named, String path) {
    Class<?> type = (Class<?>) Schema.argument(key.type());
    String declared = Schema.join(key.path(), Schema.ANY_NAME);
    Map<String, Object> bound = new LinkedHashMap<>();
    Map<String, ConfigValue> object = new TreeMap<>(named);
    object.values().removeIf(value -> value.valueType() == ConfigValueType.NULL);
    object.forEach(
        (name, value) -> {
          String at = Schema.join(path, name);
          section(value, at)
              .flatMap(settings -> record(type, settings, at, declared))
              .ifPresent(settings -> bound.put(name, settings));
        });
    return bound.size() == object.size() ? Optional.of(bound) : Optional.empty();
  }

  /** Keys with points in them, as Spark's, may be written in quotes or not. */
  private Optional<Map<String, String>> texts(ConfigObject object, String path) {
    Map<String, String> bound = new TreeMap<>();
    int refused = problems.size();
    object.toConfig().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              String name = String.join(".", ConfigUtil.splitPath(entry.getKey()));
              ValueBinder.bind(String.class, entry.getValue())
                  .ifPresentOrElse(
                      text -> bound.put(name, (String) text),
                      () -> refuse(Schema.join(path, name), entry.getValue(), "text"));
            });
    return problems.size() == refused ? Optional.of(bound) : Optional.empty();
  }

  private <T> Optional<T> construct(
      Class<T> type, Object[] components, ConfigObject section, String path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return Optional.of(constructor.newInstance(components));
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof ConfigurationException impossible) {
        impossible.found().forEach(problem -> problems.add(located(problem, section, path)));
        return Optional.empty();
      }
      throw new IllegalStateException("Cannot check " + type, refused.getCause());
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException("Cannot make " + type, inaccessible);
    }
  }

  private static Problem located(Problem problem, ConfigObject section, String path) {
    return new Problem(
        Schema.join(path, problem.key()), problem.text(), Origin.find(section, problem.key()));
  }

  private void refuse(String path, ConfigValue value, String expected) {
    problems.add(
        new Problem(path, " = " + shortened(value) + ", expected " + expected, Origin.of(value)));
  }

  private static String shortened(ConfigValue value) {
    return value instanceof ConfigObject ? "{ .. }" : value.render(ConfigRenderOptions.concise());
  }

  /** A key's default. */
  public static ConfigValue fallback(Schema.Entry key) {
    return ConfigFactory.parseString("fallback = " + key.fallback()).getValue("fallback");
  }

  /** Guesses which key was meant by one that does not exist. */
  private static final class NearestKey {
    private final List<Schema.Entry> all;

    NearestKey(List<Schema.Entry> all) {
      this.all = all;
    }

    /**
     * What to tell about an unknown key.
     *
     * @param section path of the record in which it was found, names chosen by the file as {@link
     *     Schema#ANY_NAME}
     */
    String advice(String section, String unknown) {
      return similarIn(section, unknown)
          .or(() -> sameElsewhere(unknown))
          .map(path -> "a known key; did you mean " + path + "?")
          .orElseGet(() -> "one of the keys there: " + keysIn(section));
    }

    private Optional<String> similarIn(String section, String unknown) {
      return Spelling.nearest(
          unknown,
          all.stream()
              .filter(entry -> entry.section().equals(section))
              .map(Schema.Entry::name)
              .toList());
    }

    private Optional<String> sameElsewhere(String unknown) {
      return all.stream()
          .filter(entry -> Spelling.distance(entry.name(), unknown) <= 1)
          .min(Comparator.comparingInt(entry -> Spelling.distance(entry.name(), unknown)))
          .map(Schema.Entry::path);
    }

    private String keysIn(String section) {
      return all.stream()
          .filter(entry -> entry.section().equals(section))
          .map(Schema.Entry::name)
          .collect(Collectors.joining(", "));
    }
  }

  /** Tells where a value was written. */
  private static final class Origin {
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
}
