package dev.switchback.family.countdown.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.InputFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Where a Parquet file has the numbers and the target: in {@code nums} or {@code numbers} and
 * {@code target}, in verl's {@code reward_model.ground_truth}, or in columns that were chosen. A
 * point leads into a column that holds others.
 *
 * @param numbers the way to the numbers
 * @param target the way to the target
 * @param projection the columns that are read, as the file has them
 * @param packing how their values are packed and encoded
 */
record NumberColumns(
    InputFile file,
    List<String> numbers,
    List<String> target,
    MessageType projection,
    Set<String> packing) {
  private static final String NUMBERS = "numbers";
  private static final String TARGET = "target";
  private static final Set<PrimitiveTypeName> WHOLE =
      Set.of(PrimitiveTypeName.INT32, PrimitiveTypeName.INT64);

  /** Numbers and target, the layout of the format's own file first. */
  private static final List<List<String>> USUAL =
      List.of(
          List.of("nums", "target"),
          List.of("numbers", "target"),
          List.of("reward_model.ground_truth.numbers", "reward_model.ground_truth.target"),
          List.of("reward_model.ground_truth.nums", "reward_model.ground_truth.target"));

  /**
   * Finds the columns of a file.
   *
   * @param chosen columns by field, instead of the usual ones
   * @throws InputException if the file is damaged or no Parquet, has not these columns, or cannot
   *     be unpacked
   */
  static NumberColumns in(InputFile file, Configuration hadoop, Map<String, String> chosen) {
    try {
      file.requireParquet(hadoop);
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), hadoop))) {
        return in(file, reader.getFooter(), chosen);
      }
    } catch (IOException | RuntimeException damaged) {
      throw damaged instanceof InputException told ? told : file.unreadable(damaged);
    }
  }

  private static NumberColumns in(
      InputFile file, ParquetMetadata footer, Map<String, String> chosen) {
    MessageType schema = footer.getFileMetaData().getSchema();
    List<String> names =
        USUAL.stream()
            .map(usual -> chosen(usual, chosen))
            .filter(pair -> missing(schema, pair).isEmpty())
            .findFirst()
            .orElseThrow(() -> lacking(file, schema, chosen(USUAL.get(0), chosen)));
    List<String> numbers = path(names.get(0));
    List<String> target = path(names.get(1));
    List<Type> types =
        Stream.of(numbers.get(0), target.get(0)).distinct().map(schema::getType).toList();
    MessageType projection = new MessageType(schema.getName(), types);
    return new NumberColumns(file, numbers, target, projection, packing(file, footer, projection));
  }

  private static List<String> chosen(List<String> usual, Map<String, String> chosen) {
    return List.of(
        chosen.getOrDefault(NUMBERS, usual.get(0)), chosen.getOrDefault(TARGET, usual.get(1)));
  }

  private static List<String> path(String column) {
    return Arrays.asList(column.split("\\."));
  }

  private static Optional<String> missing(MessageType schema, List<String> pair) {
    if (!has(schema, pair.get(0), 1)) {
      return Optional.of(pair.get(0) + " of lists of whole numbers");
    }
    return has(schema, pair.get(1), 0)
        ? Optional.empty()
        : Optional.of(pair.get(1) + " of whole numbers");
  }

  private static boolean has(MessageType schema, String column, int repetitions) {
    List<String> path = path(column);
    List<ColumnDescriptor> leaves =
        schema.getColumns().stream()
            .filter(leaf -> begins(Arrays.asList(leaf.getPath()), path))
            .toList();
    return leaves.size() == 1
        && leaves.get(0).getMaxRepetitionLevel() == repetitions
        && WHOLE.contains(leaves.get(0).getPrimitiveType().getPrimitiveTypeName());
  }

  private static boolean begins(List<String> leaf, List<String> path) {
    return leaf.size() >= path.size() && leaf.subList(0, path.size()).equals(path);
  }

  private static InputException lacking(InputFile file, MessageType schema, List<String> pair) {
    return new InputException(
        "Cannot import "
            + file.location()
            + ": it has no column "
            + missing(schema, pair).orElseThrow()
            + ", expected "
            + pair.get(0)
            + " and "
            + pair.get(1)
            + "; its columns are "
            + schema.getFields().stream().map(Type::getName).toList()
            + "; --column numbers=NAME and --column target=NAME choose others");
  }

  private static Set<String> packing(
      InputFile file, ParquetMetadata footer, MessageType projection) {
    Set<String> packing = new TreeSet<>();
    footer.getBlocks().stream()
        .flatMap(block -> block.getColumns().stream())
        .filter(column -> projection.containsField(column.getPath().toArray()[0]))
        .forEach(
            column -> {
              requireReadable(file, column);
              packing.add(column.getCodec().name());
              column.getEncodings().forEach(encoding -> packing.add(encoding.name()));
            });
    return packing;
  }

  private static void requireReadable(InputFile file, ColumnChunkMetaData column) {
    boolean unpacked =
        switch (column.getCodec()) {
          case BROTLI, LZO -> false;
          default -> true;
        };
    if (!unpacked) {
      throw unsupported(file, column, "packed with " + column.getCodec());
    }
    boolean whole = WHOLE.contains(column.getPrimitiveType().getPrimitiveTypeName());
    if (whole && column.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
      throw unsupported(file, column, "in the encoding BYTE_STREAM_SPLIT");
    }
  }

  private static InputException unsupported(
      InputFile file, ColumnChunkMetaData column, String packing) {
    return new InputException(
        "Cannot read "
            + file.location()
            + ": its column "
            + column.getPath().toDotString()
            + " is "
            + packing
            + ", which is not supported, expected snappy, gzip, zstd, lz4 or none and a usual"
            + " encoding; write the file again with such a one");
  }

  /** Says that the values of these columns cannot be read. */
  InputException unreadable(Exception cause) {
    return new InputException(
        file.unreadable(cause).getMessage()
            + "; its codecs and encodings are "
            + String.join(", ", packing),
        cause);
  }
}
