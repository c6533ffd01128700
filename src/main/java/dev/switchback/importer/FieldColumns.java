package dev.switchback.importer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which field of a problem stands in which column of a table.
 *
 * @param places the columns' places, by field; fields that are not there are left out
 */
public record FieldColumns(Map<String, Integer> places) {
  /** As pandas, R and spreadsheets write that there is no value. */
  private static final Set<String> ABSENT =
      Set.of("", "nan", "na", "n/a", "<na>", "#n/a", "null", "none", "nat");

  /**
   * Finds the columns of a header.
   *
   * @param usual the names that columns of each field have, whatever their case
   * @param chosen columns by field, instead of the usual ones
   */
  public static FieldColumns of(
      List<String> header, Map<String, List<String>> usual, Map<String, String> chosen) {
    Map<String, Integer> places = new TreeMap<>();
    usual.forEach(
        (field, names) -> {
          int place =
              chosen.containsKey(field) ? header.indexOf(chosen.get(field)) : usual(header, names);
          if (place >= 0) {
            places.put(field, place);
          }
        });
    return new FieldColumns(places);
  }

  private static int usual(List<String> header, List<String> names) {
    List<String> lowerCase = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return names.stream().mapToInt(lowerCase::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  public boolean has(String field) {
    return places.containsKey(field);
  }

  /** The value of a field in a row; empty where the table does not have it, or no value there. */
  public Optional<String> value(String field, List<String> row) {
    return Optional.ofNullable(places.get(field)).map(row::get).filter(FieldColumns::isPresent);
  }

  /** Whether a text is a value, and not what stands where there is none. */
  public static boolean isPresent(String value) {
    return !ABSENT.contains(value.toLowerCase(Locale.ROOT));
  }
}
