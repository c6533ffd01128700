package dev.switchback.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The keys that the configuration records declare. */
final class Schema {
  /** Stands in a path for a name the file chooses. */
  static final String ANY_NAME = "NAME";

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
  record Entry(
      String section, String name, Type type, String fallback, String doc, Affects affects) {
    String path() {
      return join(section, name);
    }
  }

  private Schema() {}

  /** The keys of a record that is no section of another, in the order in which it declares them. */
  static List<Entry> keysOf(Class<?> settings, String section) {
    return keysOf(settings, section, Affects.RESULT);
  }

  /**
   * The keys of one record, in the order in which it declares them.
   *
   * @param ofSection what those keys change that say nothing else
   */
  static List<Entry> keysOf(Class<?> settings, String section, Affects ofSection) {
    return Arrays.stream(settings.getRecordComponents())
        .map(component -> entry(component, section, ofSection))
        .toList();
  }

  /** Every key of a record and the records below it, sections before what they hold. */
  static List<Entry> allKeysOf(Class<?> settings, String section) {
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

  static boolean isRecord(Type type) {
    return type instanceof Class<?> settings && settings.isRecord();
  }

  static boolean isEnum(Type type) {
    return type instanceof Class<?> constants && constants.isEnum();
  }

  static boolean isMap(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
  }

  static boolean isList(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
  }

  /** The type of a list's elements or of a map's values. */
  static Type argument(Type type) {
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return arguments[arguments.length - 1];
  }

  static String join(String section, String name) {
    return section.isEmpty() ? name : section + "." + name;
  }

  private static Entry entry(RecordComponent component, String section, Affects ofSection) {
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
