package dev.switchback.family;

import dev.switchback.config.ProvidedSettings;
import dev.switchback.importer.ImportFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The families there are: the one place where they are found. */
public final class PuzzleFamilies implements ProvidedSettings.Provider {
  private static final List<PuzzleFamily> ALL =
      ServiceLoader.load(PuzzleFamily.class, PuzzleFamily.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  /** Declares the settings of all families. */
  public PuzzleFamilies() {}

  /** All of them, in the order in which people are told of them. */
  public static List<PuzzleFamily> all() {
    return ALL;
  }

  /** Their names. */
  public static List<String> keys() {
    return ALL.stream().map(PuzzleFamily::key).toList();
  }

  /**
   * The family with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PuzzleFamily of(String key) {
    return find(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot find a family of puzzles: "
                        + key
                        + ", expected one of "
                        + String.join(", ", keys())));
  }

  /** The family with the given name. */
  static Optional<PuzzleFamily> find(String key) {
    return ALL.stream().filter(family -> family.key().equals(key)).findFirst();
  }

  /** Names that stand for a search in the figures of any family. */
  public static Stream<String> referenceSearches() {
    return ALL.stream().flatMap(family -> family.referenceSearches().stream());
  }

  /** The formats that problems can be imported from. */
  public static List<ImportFormat> importFormats() {
    return ALL.stream().flatMap(family -> family.importFormats().stream()).toList();
  }

  /**
   * The format of an import with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ImportFormat importFormat(String key) {
    return importFormats().stream()
        .filter(format -> format.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot find a format: "
                        + key
                        + ", expected one of "
                        + importFormats().stream().map(ImportFormat::key).toList()));
  }

  @Override
  public List<ProvidedSettings.Declaration> declarations() {
    return ALL.stream().map(PuzzleFamily::settings).distinct().toList();
  }
}
