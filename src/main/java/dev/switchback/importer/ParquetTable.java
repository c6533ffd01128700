package dev.switchback.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchback.artifact.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** A Parquet file that another program wrote. */
public final class ParquetTable {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final InputFile file;
  private final ParquetMetadata footer;

  private ParquetTable(InputFile file, ParquetMetadata footer) {
    this.file = file;
    this.footer = footer;
  }

  /**
   * Reads what a file says of itself.
   *
   * @throws InputException if it is damaged or no Parquet
   */
  public static ParquetTable of(InputFile file, Configuration hadoop) {
    try {
      file.requireParquet(hadoop);
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), hadoop))) {
        return new ParquetTable(file, reader.getFooter());
      }
    } catch (InputException told) {
      throw told;
    } catch (IOException | RuntimeException damaged) {
      throw newerTypes(file, hadoop)
          .map(columns -> newer(file, columns, damaged))
          .orElseGet(() -> file.unreadable(damaged));
    }
  }

  /**
   * The columns of types that are newer than the library, which does not tell them; empty where
   * that is not what is wrong.
   */
  private static Optional<String> newerTypes(InputFile file, Configuration hadoop) {
    int tail = Integer.BYTES + ParquetFileWriter.MAGIC.length;
    try {
      HadoopInputFile content = HadoopInputFile.fromPath(file.path(), hadoop);
      try (SeekableInputStream in = content.newStream()) {
        in.seek(content.getLength() - tail);
        in.seek(content.getLength() - tail - BytesUtils.readIntLittleEndian(in));
        return Optional.of(
                Util.readFileMetaData(in).getSchema().stream()
                    .filter(column -> column.isSetLogicalType())
                    .filter(column -> column.getLogicalType().getSetField() == null)
                    .map(SchemaElement::getName)
                    .collect(Collectors.joining(", ")))
            .filter(columns -> !columns.isEmpty());
      }
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static InputException newer(InputFile file, String columns, Exception cause) {
    return new InputException(
        "Cannot read "
            + file.location()
            + ": the type of its column "
            + columns
            + " is newer than this Parquet library, expected numbers, texts and lists of them;"
            + " write the file again with another type, such as float or double for half floats",
        cause);
  }

  public MessageType schema() {
    return footer.getFileMetaData().getSchema();
  }

  /** The names of its columns. */
  public List<String> columns() {
    return schema().getFields().stream().map(Type::getName).toList();
  }

  /**
   * Opens the file before its first row.
   *
   * @param columns those that are read
   * @throws InputException if they cannot be unpacked
   */
  public Rows rows(Configuration hadoop, Collection<String> columns) {
    List<Type> types = columns.stream().distinct().map(schema()::getType).toList();
    MessageType projection = new MessageType(schema().getName(), types);
    Set<String> packing = packing(projection);
    try {
      return new Rows(
          file,
          ParquetReader.builder(new Projected(projection), file.path()).withConf(hadoop).build(),
          packing);
    } catch (IOException damaged) {
      throw file.unreadable(damaged);
    }
  }

  /** How the columns are packed and encoded. */
  private Set<String> packing(MessageType projection) {
    Set<String> packing = new TreeSet<>();
    footer.getBlocks().stream()
        .flatMap(block -> block.getColumns().stream())
        .filter(column -> projection.containsField(column.getPath().toArray()[0]))
        .forEach(
            column -> {
              requireReadable(column);
              packing.add(column.getCodec().name());
              column.getEncodings().forEach(encoding -> packing.add(encoding.name()));
            });
    return packing;
  }

  private void requireReadable(ColumnChunkMetaData column) {
    boolean unpacked =
        switch (column.getCodec()) {
          case BROTLI, LZO -> false;
          default -> true;
        };
    if (!unpacked) {
      throw unsupported(column, "packed with " + column.getCodec());
    }
    boolean split =
        switch (column.getPrimitiveType().getPrimitiveTypeName()) {
          case FLOAT, DOUBLE -> true;
          default -> false;
        };
    if (!split && column.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
      throw unsupported(column, "in the encoding BYTE_STREAM_SPLIT");
    }
  }

  private InputException unsupported(ColumnChunkMetaData column, String packing) {
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

  /**
   * The value to which a way leads, through columns that hold others and through texts that are
   * JSON.
   *
   * @return null where a column is null, a missing node where the way leads nowhere
   */
  public static JsonNode value(Group row, List<String> way) {
    Type type = row.getType().getType(way.get(0));
    int field = row.getType().getFieldIndex(way.get(0));
    List<String> further = way.subList(1, way.size());
    if (further.isEmpty()) {
      return value(row, field);
    }
    if (row.getFieldRepetitionCount(field) == 0) {
      return JSON.nullNode();
    }
    return type.isPrimitive()
        ? JsonRows.within(row.getString(field, 0), further)
        : value(row.getGroup(field, 0), further);
  }

  /** The value of a field, however its list is nested. */
  private static JsonNode value(Group row, int field) {
    Type type = row.getType().getType(field);
    int values = row.getFieldRepetitionCount(field);
    if (!type.isRepetition(Type.Repetition.REPEATED)) {
      return values == 0 ? JSON.nullNode() : single(row, field, 0);
    }
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < values; i++) {
      list.add(single(row, field, i));
    }
    return list;
  }

  private static JsonNode single(Group row, int field, int i) {
    Type type = row.getType().getType(field);
    if (!type.isPrimitive()) {
      return value(row.getGroup(field, i), 0);
    }
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return DecimalNode.valueOf(new BigDecimal(unscaled(row, field, i), decimal.getScale()));
    }
    boolean unsigned = meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 ->
          unsigned
              ? JSON.numberNode(Integer.toUnsignedLong(row.getInteger(field, i)))
              : JSON.numberNode(row.getInteger(field, i));
      case INT64 ->
          unsigned
              ? JSON.numberNode(new BigInteger(Long.toUnsignedString(row.getLong(field, i))))
              : JSON.numberNode(row.getLong(field, i));
      case FLOAT -> JSON.numberNode(row.getFloat(field, i));
      case DOUBLE -> JSON.numberNode(row.getDouble(field, i));
      case BOOLEAN -> JSON.booleanNode(row.getBoolean(field, i));
      default ->
          JSON.textNode(new String(row.getBinary(field, i).getBytes(), StandardCharsets.UTF_8));
    };
  }

  /** The digits of a decimal number, whose point the type has. */
  private static BigInteger unscaled(Group row, int field, int i) {
    return switch (row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> BigInteger.valueOf(row.getInteger(field, i));
      case INT64 -> BigInteger.valueOf(row.getLong(field, i));
      default -> new BigInteger(row.getBinary(field, i).getBytes());
    };
  }

  /**
   * The way that a name means: a column may have points in its own name, others lead into columns.
   */
  public List<String> way(String name) {
    return schema().containsField(name) ? List.of(name) : Arrays.asList(name.split("\\."));
  }

  /** Whether a way leads to a column, or goes on within a column of texts, which may be JSON. */
  public boolean has(List<String> way) {
    return lengthInColumns(way) == way.size() || leadsIntoTexts(way);
  }

  /** Whether a way goes on within a column of texts, which may be JSON. */
  public boolean leadsIntoTexts(List<String> way) {
    int length = lengthInColumns(way);
    if (length == 0 || length == way.size()) {
      return false;
    }
    Type last = schema().getType(way.subList(0, length).toArray(String[]::new));
    return last.isPrimitive()
        && !last.isRepetition(Type.Repetition.REPEATED)
        && last.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  /** How many names of a way are those of columns, each within the one before. */
  private int lengthInColumns(List<String> way) {
    Type type = schema();
    int length = 0;
    while (length < way.size()
        && !type.isPrimitive()
        && type.asGroupType().containsField(way.get(length))) {
      type = type.asGroupType().getType(way.get(length));
      length++;
    }
    return length;
  }

  /** Reads some of the columns, whatever characters are in their names. */
  private static final class Projected extends ReadSupport<Group> {
    private final MessageType projection;

    Projected(MessageType projection) {
      this.projection = projection;
    }

    @Override
    public ReadContext init(InitContext context) {
      return new ReadContext(projection);
    }

    @Override
    public RecordMaterializer<Group> prepareForRead(
        Configuration hadoop,
        Map<String, String> metadata,
        MessageType fileSchema,
        ReadContext context) {
      return new GroupRecordConverter(context.getRequestedSchema());
    }
  }

  /** Its rows, one after the other. */
  public static final class Rows implements Closeable {
    private final InputFile file;
    private final ParquetReader<Group> reader;
    private final Set<String> packing;

    private Rows(InputFile file, ParquetReader<Group> reader, Set<String> packing) {
      this.file = file;
      this.reader = reader;
      this.packing = packing;
    }

    /**
     * The next row, if there is one.
     *
     * @throws InputException if it cannot be read
     */
    public Optional<Group> next() {
      try {
        return Optional.ofNullable(reader.read());
      } catch (IOException | RuntimeException damaged) {
        throw new InputException(
            file.unreadable(damaged).getMessage()
                + "; its codecs and encodings are "
                + String.join(", ", packing),
            damaged);
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException failed) {
        throw file.unreadable(failed);
      }
    }
  }
}
