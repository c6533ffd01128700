package dev.switchback.dataset.shard;

import dev.switchback.artifact.Locations;
import dev.switchback.artifact.PlainLocalFileSystem;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.family.Family;
import dev.switchback.family.TraceTable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows as one Parquet file, compressed with zstd. The file has its name only when it is
 * complete; the same rows always make the same bytes, in every process.
 *
 * @param schema of the rows; arrays are Java arrays, texts may be given as UTF-8 bytes
 * @param distinctColumns whose values hardly repeat, so that no dictionary is tried
 */
public record ShardWriter(StructType schema, Set<String> distinctColumns) implements Serializable {
  /** What the name of an unfinished file begins with; tables leave such files out. */
  static final String ATTEMPT = "_attempt-";

  private static final int ZSTD_LEVEL = 1;
  private static final String LEVEL_KEY = "parquet.compression.codec.zstd.level";

  static {
    // A task that writes has this before it reads, so that no reader's codec comes in between.
    new Codec().use();
  }

  /** Writes the problems of a family. */
  public static ShardWriter ofProblems(Family family) {
    return new ShardWriter(family.problemSchema(), Set.of("problem_id"));
  }

  /** Writes the traces of a family. */
  public static ShardWriter ofTraces(Family family) {
    TraceTable table = family.traceTable();
    return new ShardWriter(table.schema(), table.distinctColumns());
  }

  /**
   * Writes a file and returns the number of its rows. Where another attempt was faster, its file is
   * kept.
   *
   * @param counter is told how many rows were added since it was last told
   */
  public long write(Configuration hadoop, Path file, Iterator<Row> rows, LongConsumer counter)
      throws IOException {
    FileSystem files = Locations.files(file, hadoop);
    Path attempt = new Path(file.getParent(), ATTEMPT + file.getName() + "-" + UUID.randomUUID());
    long written = 0;
    try (ParquetWriter<Row> writer = open(hadoop, attempt)) {
      while (rows.hasNext()) {
        writer.write(rows.next());
        written++;
        counter.accept(1);
      }
    } catch (IOException | RuntimeException failed) {
      files.delete(attempt, false);
      throw failed;
    }
    publish(files, attempt, file);
    return written;
  }

  private static void publish(FileSystem files, Path attempt, Path file) throws IOException {
    if (!WholeFiles.renameUnlessThere(files, attempt, file)) {
      files.delete(attempt, false);
      if (!files.exists(file)) {
        throw new IOException("Cannot give a finished shard its name: " + file);
      }
    }
  }

  private ParquetWriter<Row> open(Configuration hadoop, Path attempt) throws IOException {
    Configuration configuration = PlainLocalFileSystem.in(hadoop);
    configuration.setInt(LEVEL_KEY, ZSTD_LEVEL);
    new Codec().use();
    HadoopOutputFile file = HadoopOutputFile.fromPath(attempt, configuration);
    Builder builder = new Builder(new OrderedFooterFile(file), schema);
    distinctColumns.forEach(column -> builder.withDictionaryEncoding(column, false));
    return builder
        .withConf(configuration)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .build();
  }

  /**
   * Parquet 1.13 has one codec for the whole process, with the level of whoever asked for it first,
   * be it a reader. Bytes must not depend on what was read before, so a writer puts in its own.
   */
  private static final class Codec extends CodecFactory {
    private static final ZstandardCodec OURS = new ZstandardCodec();

    static {
      Configuration configuration = new Configuration(false);
      configuration.setInt(LEVEL_KEY, ZSTD_LEVEL);
      OURS.setConf(configuration);
    }

    Codec() {
      super(new Configuration(false), 0);
    }

    void use() {
      CODEC_BY_NAME.put(CompressionCodecName.ZSTD.getHadoopCompressionCodecClassName(), OURS);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final StructType schema;

    Builder(OutputFile file, StructType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(schema);
    }
  }
}
