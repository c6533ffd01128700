package dev.switchback.dataset.hub;

import dev.switchback.artifact.Locations;
import dev.switchback.dataset.shard.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/**
 * A split of a data set.
 *
 * @param name as the Hub allows it: letters, digits and underscores
 * @param parts files of the table, in the order of their rows
 * @param rowsPerFile of the data set, at most
 */
public record HubSplit(String name, List<TableFile> parts, long rowsPerFile) {
  /** Files of this size are neither many nor slow to fetch. */
  private static final long BYTES_PER_FILE = 256L << 20;

  public HubSplit {
    parts = List.copyOf(parts);
  }

  /**
   * The split that is made of a folder of a table.
   *
   * @param key the split's name in Switchback
   * @param rowsPerFile at most; 0 for as many as make files of some 256 MiB
   */
  public static HubSplit of(Configuration hadoop, String key, Path folder, long rowsPerFile)
      throws IOException {
    List<TableFile> parts = TableFile.of(hadoop, folder);
    long bytes = 1;
    for (TableFile part : parts) {
      Path file = new Path(part.location());
      bytes += Locations.files(file, hadoop).getFileStatus(file).getLen();
    }
    long rows = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
    long fitting = Math.max(1, (long) ((double) BYTES_PER_FILE * rows / bytes));
    return new HubSplit(key.replace('-', '_'), parts, rowsPerFile > 0 ? rowsPerFile : fitting);
  }

  /** All of them. */
  public long rows() {
    return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
  }

  /** How many files it has; an empty split has one. */
  public int fileCount() {
    return Math.toIntExact(Math.max(1, (rows() + rowsPerFile - 1) / rowsPerFile));
  }

  /** What each file is made of. */
  public List<HubFile> files(StructType table) {
    List<HubFile> files = new ArrayList<>();
    for (int number = 0; number < fileCount(); number++) {
      long begin = number * rowsPerFile;
      long end = Math.min(rows(), begin + rowsPerFile);
      String fileName =
          String.format(Locale.ROOT, "%s-%05d-of-%05d.parquet", name, number, fileCount());
      List<TableFile> overlapping =
          parts.stream().filter(part -> part.begin() < end && part.end() > begin).toList();
      files.add(new HubFile(fileName, table, overlapping, begin, end));
    }
    return files;
  }
}
