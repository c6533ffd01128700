package dev.switchback.dataset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of an import: the rows with an index from {@code begin} to {@code end} - 1.
 *
 * @param location where it lies
 */
public record ImportedFile(String location, long begin, long end) implements Serializable {

  /**
   * The files of an import, whose rows are numbered in the order of the files' names.
   *
   * @throws dev.switchback.artifact.InputException if one is damaged
   */
  public static List<ImportedFile> of(Configuration hadoop, Path folder) {
    List<ImportedFile> files = new ArrayList<>();
    long begin = 0;
    for (Path file : TableFiles.of(hadoop, folder)) {
      long rows = TableFiles.rows(hadoop, file);
      files.add(new ImportedFile(file.toString(), begin, begin + rows));
      begin += rows;
    }
    return files;
  }
}
