package dev.switchback.importer;

import dev.switchback.artifact.Locations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;

/**
 * Paths with a star, a question mark, brackets or braces, which stand for others. Folder by folder,
 * what is really there by a name goes before what the name means as a pattern.
 */
final class NamePattern {
  private static final String MARKS = "*?[{";

  private NamePattern() {}

  /** What there is by a path, in any order; empty if there is nothing. */
  static List<FileStatus> matches(FileSystem files, Path path) throws IOException {
    List<FileStatus> matches = new ArrayList<>();
    Path qualified = files.makeQualified(path);
    for (Path alternative : files.exists(path) ? List.of(qualified) : alternatives(qualified)) {
      for (Path found : expand(files, alternative)) {
        if (files.exists(found)) {
          matches.add(files.getFileStatus(found));
        }
      }
    }
    return matches;
  }

  /** Braces may hold whole paths, of which each is looked for by itself. */
  private static List<Path> alternatives(Path path) {
    try {
      return GlobExpander.expand(path.toString()).stream().map(Path::new).toList();
    } catch (IOException unbalanced) {
      return List.of(path);
    }
  }

  private static List<Path> expand(FileSystem files, Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null || !hasMark(path.toUri().getPath()) || files.exists(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    for (Path folder : expand(files, parent)) {
      Path named = Locations.child(folder, path.getName());
      if (!hasMark(path.getName()) || files.exists(named)) {
        found.add(named);
      } else if (files.exists(folder)) {
        addMatches(files, folder, path.getName(), found);
      }
    }
    return found;
  }

  private static void addMatches(FileSystem files, Path folder, String pattern, List<Path> found)
      throws IOException {
    GlobPattern compiled = compiled(pattern);
    for (FileStatus status : files.listStatus(folder)) {
      if (compiled.matches(status.getPath().getName())) {
        found.add(status.getPath());
      }
    }
  }

  private static GlobPattern compiled(String pattern) {
    try {
      return new GlobPattern(pattern);
    } catch (RuntimeException unbalanced) {
      throw new IllegalArgumentException(
          "nothing has the name " + pattern + ", which is no pattern either", unbalanced);
    }
  }

  private static boolean hasMark(String text) {
    return text.chars().anyMatch(character -> MARKS.indexOf(character) >= 0);
  }
}
