package dev.switchback;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * An object store as S3A (Hadoop 3.3.1 and later) shows it, kept on the local disk: {@code
 * object:/folder/file} lies in {@code /folder/file}.
 *
 * <ul>
 *   <li>A file is there when it is closed, whole, and not before; nothing can be appended.
 *   <li>A folder is there as long as a file is below it; making one does nothing.
 *   <li>A rename copies, file by file, and then deletes. Onto a file it throws, onto a folder that
 *       has files it says no.
 *   <li>Times are whole seconds.
 * </ul>
 *
 * A process can be made to die before it writes a file, also in the middle of a rename.
 */
public final class ObjectStore extends FileSystem {
  /** The setting that makes Hadoop know the scheme. */
  public static final String KEY = "fs.object.impl";

  private static final URI ROOT = URI.create("object:///");
  private static final long BLOCK = 32 << 20;

  private final RawLocalFileSystem disk = new RawLocalFileSystem();
  private final AtomicInteger filesLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final List<String> copied = new CopyOnWriteArrayList<>();

  /** Settings that know the scheme. */
  public static Configuration settings() {
    Configuration hadoop = new Configuration();
    hadoop.set(KEY, ObjectStore.class.getName());
    return hadoop;
  }

  /** A store of its own, on the same files as all others. */
  public static ObjectStore open() throws IOException {
    ObjectStore store = new ObjectStore();
    store.initialize(ROOT, settings());
    return store;
  }

  /** Where a local file or folder is in the store. */
  public static Path path(java.nio.file.Path local) {
    return new Path(ROOT.getScheme(), null, local.toAbsolutePath().toString());
  }

  /** From now on so many files are written, those that renames copy included; no more then. */
  public void dieAfter(int files) {
    filesLeft.set(files);
  }

  /** The names of files that renames have copied. */
  public List<String> copied() {
    return copied;
  }

  @Override
  public void initialize(URI name, Configuration hadoop) throws IOException {
    super.initialize(name, hadoop);
    disk.initialize(URI.create("file:///"), hadoop);
    setConf(hadoop);
  }

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException("all paths are absolute");
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    if (getFileStatus(path).isDirectory()) {
      throw new FileNotFoundException(path + " is a folder");
    }
    return disk.open(new Path(local(path).toUri()), buffer);
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
    if (isFolder(local(path)) || !overwrite && Files.exists(local(path))) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return new FSDataOutputStream(new Upload(local(path)), null);
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
    throw new UnsupportedOperationException("nothing can be appended in an object store");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    boolean folder = getFileStatus(from).isDirectory();
    java.nio.file.Path source = local(from);
    java.nio.file.Path target = local(to);
    if (Files.isRegularFile(target)) {
      throw new FileAlreadyExistsException("Failed to rename " + from + " to " + to);
    }
    if (isFolder(target)) {
      if (folder) {
        return false;
      }
      target = target.resolve(source.getFileName());
    }
    List<java.nio.file.Path> files = filesBelow(source);
    for (java.nio.file.Path file : files) {
      live();
      java.nio.file.Path copy = target.resolve(source.relativize(file).toString());
      copied.add(copy.getFileName().toString());
      put(copy, Files.readAllBytes(file));
    }
    for (java.nio.file.Path file : files) {
      Files.delete(file);
    }
    return true;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    java.nio.file.Path file = local(path);
    if (Files.isRegularFile(file)) {
      Files.delete(file);
      return true;
    }
    if (!isFolder(file)) {
      return false;
    }
    if (!recursive) {
      throw new PathIsNotEmptyDirectoryException(path.toString());
    }
    for (java.nio.file.Path below : filesBelow(file)) {
      Files.delete(below);
    }
    return true;
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus status = getFileStatus(path);
    if (status.isFile()) {
      return new FileStatus[] {status};
    }
    List<FileStatus> children = new ArrayList<>();
    for (java.nio.file.Path child : children(local(path))) {
      if (Files.isRegularFile(child) || isFolder(child)) {
        children.add(getFileStatus(path(child)));
      }
    }
    return children.toArray(FileStatus[]::new);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    if (Files.isRegularFile(local(path))) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return true;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    java.nio.file.Path file = local(path);
    boolean folder = isFolder(file);
    if (!folder && !Files.isRegularFile(file)) {
      throw new FileNotFoundException(path.toString());
    }
    long seconds = Files.getLastModifiedTime(file).toMillis() / 1000;
    long bytes = folder ? 0 : Files.size(file);
    return new FileStatus(bytes, folder, 1, BLOCK, seconds * 1000, path(file));
  }

  private java.nio.file.Path local(Path path) {
    checkPath(path);
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private void live() throws IOException {
    if (filesLeft.getAndDecrement() <= 0) {
      throw new IOException("killed");
    }
  }

  private static boolean isFolder(java.nio.file.Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    for (java.nio.file.Path child : children(folder)) {
      if (Files.isRegularFile(child) || isFolder(child)) {
        return true;
      }
    }
    return false;
  }

  private static List<java.nio.file.Path> children(java.nio.file.Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : Arrays.stream(names).sorted().map(folder::resolve).toList();
  }

  private static List<java.nio.file.Path> filesBelow(java.nio.file.Path path) throws IOException {
    try (Stream<java.nio.file.Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }

  private static void put(java.nio.file.Path file, byte[] content) throws IOException {
    java.nio.file.Path sent = Files.write(Files.createTempFile("object-", ""), content);
    Files.createDirectories(file.getParent());
    Files.move(sent, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is written to a file before it is closed. */
  private static final class Upload extends ByteArrayOutputStream {
    private final java.nio.file.Path file;
    private boolean closed;

    Upload(java.nio.file.Path file) {
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        put(file, toByteArray());
      }
    }
  }
}
