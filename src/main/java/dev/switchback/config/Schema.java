package dev.switchback.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys that the configuration records declare. */
public final class Schema {
  /** Stands in a path for a name the file chooses. */
  public static final String ANY_NAME = "NAME";

  /**
   * One declared key.
   *
   * @param section path of the record it belongs to, empty for the root
   * @param name the last part of its path
   * @param type Java type of its value
   * @param fallback default in HOCON syntax, empty if the key is required
   * @param doc what it means
   * @param affects what another value of it changes
   */
  public record Entry(
      String section, String name, Type type, String fallback, String doc, Affects affects) {
    /** The whole path of the key. */
    public String path() {
      return join(section, name);
    }
  }

  private Schema() {}

  /** The keys of a record that is no section of another, in the order in which it declares them. */
  public static List<Entry> keysOf(Class<?> settings, String section) {
    return keysOf(settings, section, Affects.RESULT);
  }

  /**
   * The keys of one record, in the order in which it declares them.
   *
   * @param ofSection what those keys change that say nothing else
   */
  static List<Entry> keysOf(Class<?> settings, String section, Affects ofSection) {
    return Arrays.stream(settings.getRecordComponents())
        .flatMap(
            component ->
                isProvided(component)
                    ? providedKeys(component, section, ofSection)
                    : Stream.of(entry(component, section, ofSection)))
        .toList();
  }

  /** Whether a component holds settings that its record does not know. */
  static boolean isProvided(RecordComponent component) {
    return component.getType() == ProvidedSettings.class;
  }

  /** What is declared for such a component. */
  static List<ProvidedSettings.Declaration> provided(RecordComponent component) {
    Class<? extends ProvidedSettings.Provider> provider =
        component.getAnnotation(ProvidedSettings.By.class).value();
    try {
      return provider.getConstructor().newInstance().declarations();
    } catch (ReflectiveOperationException unusable) {
      throw new IllegalStateException("Cannot ask " + provider + " for settings", unusable);
    }
  }

  private static Stream<Entry> providedKeys(
      RecordComponent component, String section, Affects ofSection) {
    return provided(component).stream()
        .flatMap(
            declared ->
                declared.section().isEmpty()
                    ? keysOf(declared.type(), section, ofSection).stream()
                    : Stream.of(entry(declared, section, ofSection)));
  }

  /** Every key of a record and the records below it, sections before what they hold. */
  public static List<Entry> allKeysOf(Class<?> settings, String section) {
    return allKeysOf(settings, section, Affects.RESULT);
  }

  private static List<Entry> allKeysOf(Class<?> settings, String section, Affects ofSection) {
    List<Entry> all = new ArrayList<>();
    for (Entry entry : keysOf(settings, section, ofSection)) {
      all.add(entry);
      if (isRecord(entry.type())) {
        all.addAll(allKeysOf((Class<?>) entry.type(), entry.path(), entry.affects()));
      } else if (isMap(entry.type()) && isRecord(argument(entry.type()))) {
        Class<?> named = (Class<?>) argument(entry.type());
        all.addAll(allKeysOf(named, join(entry.path(), ANY_NAME), entry.affects()));
      }
    }
    return all;
  }

  public static boolean isRecord(Type type) {
    return type instanceof Class<?> settings && settings.isRecord();
  }

  static boolean isEnum(Type type) {
    return type instanceof Class<?> constants && constants.isEnum();
  }

  public static boolean isMap(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
  }

  static boolean isList(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
  }

  /** The type of a list's elements or of a map's values. */
  public static Type argument(Type type) {
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return arguments[arguments.length - 1];
  }

  public static String join(String section, String name) {
    return section.isEmpty() ? name : section + "." + name;
  }

  static Entry entry(ProvidedSettings.Declaration declared, String section, Affects ofSection) {
    return new Entry(section, declared.section(), declared.type(), "", declared.doc(), ofSection);
  }

  static Entry entry(RecordComponent component, String section, Affects ofSection) {
    Key key = component.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalStateException("Cannot configure " + component + ", expected an @Key");
    }
    return new Entry(
        section,
        KebabCase.ofComponent(component.getName()),
        component.getGenericType(),
        key.value(),
        key.doc(),
        key.affects() == Affects.RESULT ? ofSection : key.affects());
  }
}
