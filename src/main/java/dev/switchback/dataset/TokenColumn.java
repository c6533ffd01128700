package dev.switchback.dataset;

import dev.switchback.artifact.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Reads the tokens of a folder of traces, and nothing else, without a Spark job: a training worker
 * reads its rows once, where it runs.
 */
public final class TokenColumn {
  private static final String PROJECTION =
      "message spark_schema { required group tokens (LIST) { repeated group list { required int32"
          + " element; } } }";

  private TokenColumn() {}

  /**
   * Reads all traces of a folder in the order of their index.
   *
   * @param folder of Parquet files with a column {@code tokens}
   * @throws InputException if a file is missing or damaged
   */
  public static List<int[]> read(Configuration hadoop, Path folder) {
    List<int[]> traces = new ArrayList<>();
    for (Path file : files(hadoop, folder)) {
      readFile(hadoop, file, traces);
    }
    return traces;
  }

  private static List<Path> files(Configuration hadoop, Path folder) {
    try {
      return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().endsWith(".parquet"))
          .sorted(Comparator.comparing(Path::getName))
          .toList();
    } catch (IOException unreadable) {
      throw new InputException(
          "Cannot read traces: " + folder + ", expected a folder of Parquet files", unreadable);
    }
  }

  private static void readFile(Configuration hadoop, Path file, List<int[]> traces) {
    Configuration projected = new Configuration(hadoop);
    projected.set(
        ReadSupport.PARQUET_READ_SCHEMA, MessageTypeParser.parseMessageType(PROJECTION).toString());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(projected).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        traces.add(tokens(row.getGroup("tokens", 0)));
      }
    } catch (IOException | RuntimeException damaged) {
      throw new InputException(
          "Cannot read traces: "
              + file
              + " is damaged ("
              + damaged.getMessage()
              + "); run generate --overwrite to make it anew",
          damaged);
    }
  }

  private static int[] tokens(Group list) {
    int[] tokens = new int[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = list.getGroup(0, i).getInteger(0, 0);
    }
    return tokens;
  }
}
