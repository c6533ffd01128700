package dev.switchback.importer;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;

/**
 * A format that a family of puzzles can be imported from.
 *
 * @param key the name on the command line
 * @param family what kind of problems it holds
 * @param schema the columns of the problems that are made of it: {@link ImportTable#origin} and the
 *     family's own
 * @param readers makes a reader for each task
 * @param endings how the names of its files end; they matter only in a folder
 * @param fields what its rows hold, each in a column; none if a row is no more than one text
 * @param columns the columns that were chosen, by field; the others have their usual names
 */
public record ImportFormat(
    String key,
    String family,
    StructType schema,
    Readers readers,
    List<String> endings,
    List<String> fields,
    SortedMap<String, String> columns)
    implements Serializable {

  public ImportFormat {
    endings = List.copyOf(endings);
    fields = List.copyOf(fields);
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }

  /** A format whose columns have their usual names. */
  public ImportFormat(
      String key,
      String family,
      StructType schema,
      Readers readers,
      List<String> endings,
      List<String> fields) {
    this(key, family, schema, readers, endings, fields, new TreeMap<>());
  }

  /**
   * The format with these fields in other columns.
   *
   * @throws IllegalArgumentException if it has no such field
   */
  public ImportFormat withColumns(Map<String, String> chosen) {
    for (String field : chosen.keySet()) {
      if (!fields.contains(field)) {
        throw new IllegalArgumentException(
            "Cannot choose the column of "
                + field
                + ", expected "
                + (fields.isEmpty() ? "none: " + key + " has no columns" : "one of " + fields));
      }
    }
    return new ImportFormat(key, family, schema, readers, endings, fields, new TreeMap<>(chosen));
  }

  /** A reader for a task. */
  public ParsedRows.Reader reader() {
    return readers.apply(columns);
  }

  /** Makes readers, on executors as well, for the columns that were chosen. */
  public interface Readers extends Function<Map<String, String>, ParsedRows.Reader>, Serializable {}
}
