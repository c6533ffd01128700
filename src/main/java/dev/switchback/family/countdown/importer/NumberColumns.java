package dev.switchback.family.countdown.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParquetTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Where a Parquet file has the numbers and the target: in {@code nums} or {@code numbers} and
 * {@code target}, in verl's {@code reward_model.ground_truth}, or in columns that were chosen. A
 * point leads into a column that holds others, or texts that are JSON.
 *
 * @param numbers the way to the numbers
 * @param target the way to the target
 */
record NumberColumns(List<String> numbers, List<String> target) {
  private static final Set<PrimitiveTypeName> WHOLE =
      Set.of(PrimitiveTypeName.INT32, PrimitiveTypeName.INT64);

  /**
   * Finds the columns of a file: more than one pair where they lie in texts, of which each may have
   * another.
   *
   * @param chosen columns by field, instead of the usual ones
   * @throws InputException if it has not these columns
   */
  static List<NumberColumns> in(InputFile file, ParquetTable table, Map<String, String> chosen) {
    List<List<String>> pairs =
        NumberFields.USUAL.stream()
            .map(usual -> NumberFields.chosen(usual, chosen))
            .distinct()
            .toList();
    List<NumberColumns> found =
        pairs.stream()
            .filter(pair -> missing(table, pair).isEmpty())
            .map(pair -> new NumberColumns(table.way(pair.get(0)), table.way(pair.get(1))))
            .toList();
    if (found.isEmpty()) {
      throw lacking(file, table, pairs.get(0));
    }
    return found;
  }

  /** The columns to read, as the file has them. */
  List<String> columns() {
    return List.of(numbers.get(0), target.get(0));
  }

  private static Optional<String> missing(ParquetTable table, List<String> pair) {
    if (!has(table, pair.get(0), 1)) {
      return Optional.of(pair.get(0) + " of lists of whole numbers");
    }
    return has(table, pair.get(1), 0)
        ? Optional.empty()
        : Optional.of(pair.get(1) + " of whole numbers");
  }

  private static boolean has(ParquetTable table, String column, int repetitions) {
    List<String> way = table.way(column);
    List<ColumnDescriptor> leaves =
        table.schema().getColumns().stream()
            .filter(leaf -> begins(Arrays.asList(leaf.getPath()), way))
            .toList();
    boolean numbers =
        leaves.size() == 1
            && leaves.get(0).getMaxRepetitionLevel() == repetitions
            && mayBeWhole(leaves.get(0).getPrimitiveType());
    return numbers || table.leadsIntoTexts(way);
  }

  /** Decimal numbers may be whole ones: each is looked at. */
  private static boolean mayBeWhole(PrimitiveType type) {
    return WHOLE.contains(type.getPrimitiveTypeName())
        || type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
  }

  private static boolean begins(List<String> leaf, List<String> way) {
    return leaf.size() >= way.size() && leaf.subList(0, way.size()).equals(way);
  }

  private static InputException lacking(InputFile file, ParquetTable table, List<String> pair) {
    return new InputException(
        "Cannot import "
            + file.location()
            + ": it has no column "
            + missing(table, pair).orElseThrow()
            + ", expected "
            + pair.get(0)
            + " and "
            + pair.get(1)
            + "; its columns are "
            + table.columns()
            + "; --column numbers=NAME and --column target=NAME choose others");
  }
}
