package dev.switchback.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Files small enough to be written and read in one go, on any Hadoop file system. A file is written
 * beside its place and then renamed, so that a process that is killed leaves the old content or the
 * new one, never a part. Where renaming cannot replace a file (many object stores), it may also
 * leave no file.
 *
 * <p>On local disks no file of checksums is kept: two files cannot be replaced at once, and content
 * that does not fit its checksums cannot be read at all.
 */
public final class WholeFiles {
  private WholeFiles() {}

  /** Writes a text in UTF-8, over a file that is there; makes the folder if need be. */
  public static void write(FileSystem files, Path path, String text) throws IOException {
    write(files, path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes, over a file that is there; makes the folder if need be. */
  public static void write(FileSystem files, Path path, byte[] content) throws IOException {
    FileSystem plain = files;
    if (files instanceof ChecksumFileSystem checked) {
      plain = checked.getRawFileSystem();
      plain.delete(checked.getChecksumFile(path), false);
    }
    Path unfinished = Locations.child(path.getParent(), "_" + path.getName() + ".unfinished");
    try (OutputStream out = plain.create(unfinished, true)) {
      out.write(content);
    }
    replace(plain, unfinished, path);
  }

  /**
   * Reads a text in UTF-8.
   *
   * @throws java.io.FileNotFoundException if there is no such file
   */
  public static String readText(FileSystem files, Path path) throws IOException {
    return new String(read(files, path), StandardCharsets.UTF_8);
  }

  /**
   * Reads bytes.
   *
   * @throws java.io.FileNotFoundException if there is no such file
   */
  public static byte[] read(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Gives a file another name, over a file that has it. */
  public static void replace(FileSystem files, Path from, Path to) throws IOException {
    if (files instanceof DistributedFileSystem hdfs) {
      hdfs.rename(from, to, Options.Rename.OVERWRITE);
    } else if (!renameUnlessThere(files, from, to)) {
      files.delete(to, false);
      rename(files, from, to);
    }
  }

  /**
   * Gives a file or folder a name that nothing has.
   *
   * @throws IOException also where the file system only says that it did not
   */
  public static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (!renameUnlessThere(files, from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }

  /**
   * Gives a file or folder a name that nothing has. Of what has it already, some file systems say
   * so by false, others by an exception; local disks replace a file.
   *
   * @return whether it has the name
   */
  public static boolean renameUnlessThere(FileSystem files, Path from, Path to) throws IOException {
    try {
      return files.rename(from, to);
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }
}
