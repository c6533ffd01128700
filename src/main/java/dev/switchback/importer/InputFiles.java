package dev.switchback.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
   *     pattern such as {@code data/part-*.csv}
   * @throws InputException if there are none
   */
  public static InputFiles find(Configuration hadoop, String pattern, ImportFormat format) {
    List<FileStatus> found = new ArrayList<>();
    List<String> ignoredFiles = new ArrayList<>();
    try {
      Path path = Locations.path(pattern);
      FileSystem files = Locations.files(path, hadoop);
      for (FileStatus status : NamePattern.matches(files, path)) {
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

  private static void listFolder(
      FileSystem files,
      Path folder,
      ImportFormat format,
      List<FileStatus> found,
      List<String> ignoredFiles)
      throws IOException {
    Set<String> unreadable = names(folder);
    for (FileStatus status : files.listStatus(folder)) {
      unreadable.remove(status.getPath().getName());
      String name = status.getPath().getName();
      boolean hidden = isHidden(name);
      if (status.isFile() && format.endings().stream().anyMatch(name::endsWith) && !hidden) {
        found.add(status);
      } else if (!hidden) {
        ignoredFiles.add(name);
      }
    }
    unreadable.stream().filter(name -> !isHidden(name)).forEach(ignoredFiles::add);
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  /**
   * All names in a local folder: Hadoop leaves out what it cannot open, such as a link to nothing.
   */
  private static Set<String> names(Path folder) {
    String[] names =
        "file".equals(folder.toUri().getScheme())
            ? new File(folder.toUri().getPath()).list()
            : null;
    return names == null ? new TreeSet<>() : new TreeSet<>(List.of(names));
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
