package dev.switchback.dataset.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of a table, whatever wrote it: the rows from {@code begin} to {@code end} - 1.
 *
 * @param location where it lies
 * @param begin its first row, counted from that of the table
 * @param end the row after its last
 */
public record TableFile(String location, long begin, long end) implements Serializable {

  /**
   * The files of a folder, whose rows follow each other in the order of the files' names.
   *
   * @throws dev.switchback.artifact.InputException if there is no such folder, or a file is damaged
   */
  public static List<TableFile> of(Configuration hadoop, Path folder) {
    List<TableFile> files = new ArrayList<>();
    long begin = 0;
    List<Path> paths = TableFiles.of(hadoop, folder);
    List<Long> rows = TableFiles.rows(hadoop, paths);
    for (int i = 0; i < paths.size(); i++) {
      long end = begin + rows.get(i);
      files.add(new TableFile(paths.get(i).toString(), begin, end));
      begin = end;
    }
    return files;
  }

  /** How many rows it has. */
  public long size() {
    return end - begin;
  }
}
