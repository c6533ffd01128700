package dev.switchback;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local files that behave as those of an object store do: a rename copies file by file and then
 * deletes, it does not replace, folders are not there without files, and times are whole seconds. A
 * process can be made to die in a rename.
 */
public final class ObjectStore extends FilterFileSystem {
  private int copiesLeft = Integer.MAX_VALUE;

  private ObjectStore(FileSystem local) {
    super(local);
  }

  /** A store that has what the local disk has. */
  public static ObjectStore open() throws IOException {
    RawLocalFileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), new Configuration());
    return new ObjectStore(local);
  }

  /** From now on so many files are copied in renames, and the next one fails. */
  public void dieAfterCopies(int copies) {
    copiesLeft = copies;
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
    if (copiesLeft-- <= 0) {
      throw new IOException("killed");
    }
    FileUtil.copy(fs, from.getPath(), fs, to, false, true, getConf());
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
