package dev.switchback.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.importer.FileCount;
import dev.switchback.importer.ImportFormat;
import dev.switchback.importer.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * What became of one file.
 *
 * @param problems read back in the order of their files
 * @param rejected read back as they are in the file
 */
public record Imported(FileCount count, List<Row> problems, List<JsonNode> rejected) {
  private static final Configuration HADOOP = new Configuration();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Imports a text, of which at most three problems go to a file. */
  public static Imported text(ImportFormat format, Path folder, String text) throws IOException {
    return file(format, Files.writeString(folder.resolve("in"), text));
  }

  public static Imported bytes(ImportFormat format, Path folder, byte[] bytes) throws IOException {
    return file(format, Files.write(folder.resolve("in"), bytes));
  }

  public static Imported file(ImportFormat format, Path file) throws IOException {
    return file(format, file, 3);
  }

  public static Imported file(ImportFormat format, Path file, long rowsPerFile) throws IOException {
    Path output = file.resolveSibling("out");
    InputFile input = new InputFile(file.toString(), file.getFileName().toString());
    FileCount count =
        new FileImport(format, input, 7, output.toString(), rowsPerFile).run(HADOOP, rows -> {});
    List<Row> problems = new ArrayList<>();
    for (Path part : files(output.resolve("problems"))) {
      var path = new org.apache.hadoop.fs.Path(part.toString());
      try (ShardReader rows = new ShardReader(HADOOP, path, format.schema())) {
        rows.forEachRemaining(problems::add);
      }
    }
    List<JsonNode> rejected = new ArrayList<>();
    for (Path part : files(output.resolve("rejected"))) {
      for (String line : Files.readAllLines(part, UTF_8)) {
        rejected.add(JSON.readTree(line));
      }
    }
    return new Imported(count, problems, rejected);
  }

  public static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new java.io.ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** What is wrong with each rejected row, in their order. */
  public List<String> flaws() {
    return rejected.stream().map(row -> row.get("flaw").textValue()).toList();
  }

  /** Where each rejected row is, in their order. */
  public List<Long> rejectedLines() {
    return rejected.stream().map(row -> row.get("line").longValue()).toList();
  }

  public List<String> reasons() {
    return rejected.stream().map(row -> row.get("reason").textValue()).toList();
  }

  /** A column of all problems. */
  public <T> List<T> column(String name) {
    return problems.stream().map(row -> row.<T>getAs(name)).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }
}
