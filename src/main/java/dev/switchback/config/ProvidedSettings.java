package dev.switchback.config;

import java.io.Serializable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/**
 * Settings that a record holds without knowing them: a {@link Provider} declares their records,
 * each in a section of its own or with its keys among those of the record.
 *
 * @param parts one for each declaration, in its order
 */
public record ProvidedSettings(List<Part> parts) implements Serializable {
  /** Copies the parts. */
  public ProvidedSettings {
    parts = List.copyOf(parts);
  }

  /**
   * The values of one declaration.
   *
   * @param section its name below the holder; empty if its keys stand in the holder itself
   * @param settings a record that is serializable
   */
  public record Part(String section, Record settings) implements Serializable {}

  /**
   * A record of settings and where it stands.
   *
   * @param section its name below the holder; empty if its keys stand in the holder itself
   * @param doc what the section is about; without meaning where there is none
   */
  public record Declaration(String section, Class<? extends Record> type, String doc) {}

  /** Who declares the records; it has a constructor without arguments. */
  public interface Provider {
    /** Distinct types, in the order in which they are documented. */
    List<Declaration> declarations();
  }

  /** Names the provider of a component of the type {@link ProvidedSettings}. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface By {
    /** The provider. */
    Class<? extends Provider> value();
  }

  /**
   * The values of a declared type.
   *
   * @throws IllegalArgumentException if nobody declared it
   */
  public <T extends Record> T of(Class<T> type) {
    return parts.stream()
        .map(Part::settings)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Cannot find settings of the type " + type));
  }
}
