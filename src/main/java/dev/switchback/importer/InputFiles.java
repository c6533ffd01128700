package dev.switchback.importer;

import dev.switchback.artifact.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What an import reads.
 *
 * @param files in the order of their names
 * @param ignoredFiles files of a folder whose names do not end as those of the format do
 */
public record InputFiles(List<InputFile> files, List<String> ignoredFiles) {

  public InputFiles {
    files = List.copyOf(files);
    ignoredFiles = List.copyOf(ignoredFiles);
  }

  /**
   * Finds files.
   *
   * @param pattern a file, a folder, of which the files with the format's endings are meant, or a
   *     pattern of Hadoop's such as {@code data/part-*.csv}
   * @throws InputException if there are none
   */
  public static InputFiles find(Configuration hadoop, String pattern, ImportFormat format) {
    List<FileStatus> found = new ArrayList<>();
    List<String> ignoredFiles = new ArrayList<>();
    try {
      Path path = new Path(pattern);
      FileSystem files = path.getFileSystem(hadoop);
      for (FileStatus status : matches(files, path)) {
        if (status.isFile()) {
          found.add(status);
        } else {
          listFolder(files, status.getPath(), format, found, ignoredFiles);
        }
      }
    } catch (IOException | IllegalArgumentException unreachable) {
      throw new InputException(
          "Cannot import " + pattern + ": " + unreachable.getMessage(), unreachable);
    }
    if (found.isEmpty()) {
      throw new InputException(
          "Cannot import "
              + pattern
              + ": there is no file to read, expected a file, a pattern such as data/*.csv, or a"
              + " folder of files that end in one of "
              + format.endings());
    }
    return new InputFiles(named(found), ignoredFiles);
  }

  /** What is really there goes before what the name means as a pattern. */
  private static List<FileStatus> matches(FileSystem files, Path path) throws IOException {
    if (files.exists(path)) {
      return List.of(files.getFileStatus(path));
    }
    FileStatus[] matches = files.globStatus(path);
    return matches == null ? List.of() : List.of(matches);
  }

  private static void listFolder(
      FileSystem files,
      Path folder,
      ImportFormat format,
      List<FileStatus> found,
      List<String> ignoredFiles)
      throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      String name = status.getPath().getName();
      boolean hidden = name.startsWith("_") || name.startsWith(".");
      if (status.isFile() && format.endings().stream().anyMatch(name::endsWith) && !hidden) {
        found.add(status);
      } else if (!hidden) {
        ignoredFiles.add(name);
      }
    }
  }

  private static List<InputFile> named(List<FileStatus> found) {
    List<Path> paths =
        found.stream()
            .map(FileStatus::getPath)
            .sorted(Comparator.comparing(Path::getName).thenComparing(Path::toString))
            .toList();
    boolean unique = paths.stream().map(Path::getName).distinct().count() == paths.size();
    return paths.stream()
        .map(path -> new InputFile(path.toString(), unique ? path.getName() : path.toString()))
        .toList();
  }
}
