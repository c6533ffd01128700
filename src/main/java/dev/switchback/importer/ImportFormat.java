package dev.switchback.importer;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
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
 */
public record ImportFormat(
    String key, String family, StructType schema, Readers readers, List<String> endings)
    implements Serializable {

  public ImportFormat {
    endings = List.copyOf(endings);
  }

  /** Makes readers, on executors as well. */
  public interface Readers extends Supplier<ParsedRows.Reader>, Serializable {}
}
