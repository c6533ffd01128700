package dev.switchback;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files that behave as those of an object store do: a rename copies file by file and then
 * deletes, it does not replace, a copy appears as a whole, and times are whole seconds. A process
 * can be made to die before it writes a file.
 */
public final class ObjectStore extends FilterFileSystem {
  private int filesLeft = Integer.MAX_VALUE;
  private final List<String> copied = new ArrayList<>();

  private ObjectStore(FileSystem local) {
    super(local);
  }

  /** A store that has what the local disk has. */
  public static ObjectStore open() throws IOException {
    RawLocalFileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), new Configuration());
    return new ObjectStore(local);
  }

  /** From now on so many files are written, those that renames copy included; no more then. */
  public void dieAfter(int files) {
    filesLeft = files;
  }

  /** The names of files that renames have copied. */
  public List<String> copied() {
    return copied;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    live();
    return fs.create(path, permission, overwrite, buffer, replication, block, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (!fs.exists(from)) {
      throw new FileNotFoundException(from.toString());
    }
    if (fs.exists(to)) {
      return false;
    }
    copy(fs.getFileStatus(from), to);
    return fs.delete(from, true);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return rounded(fs.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] all = fs.listStatus(path);
    for (int i = 0; i < all.length; i++) {
      all[i] = rounded(all[i]);
    }
    return all;
  }

  private void copy(FileStatus from, Path to) throws IOException {
    if (from.isDirectory()) {
      for (FileStatus child : fs.listStatus(from.getPath())) {
        copy(child, new Path(to, child.getPath().getName()));
      }
      return;
    }
    live();
    copied.add(to.getName());
    Path copy = new Path(Files.createTempFile("object-", "").toUri());
    FileUtil.copy(fs, from.getPath(), fs, copy, false, true, getConf());
    fs.mkdirs(to.getParent());
    fs.rename(copy, to);
  }

  private void live() throws IOException {
    if (filesLeft-- <= 0) {
      throw new IOException("killed");
    }
  }

  private static FileStatus rounded(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        status.getReplication(),
        status.getBlockSize(),
        status.getModificationTime() / 1000 * 1000,
        status.getPath());
  }
}
