package dev.switchback.artifact;

import java.io.IOException;
import java.net.URI;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Local disks without Hadoop's hidden files of checksums: none is written beside a file, and those
 * that are there are not looked at. Other programs know nothing of them, so that a file they
 * changed could not be read any more. Names may have a colon.
 */
public final class PlainLocalFileSystem extends LocalFileSystem {
  private static final String CLASS_KEY = "fs.file.impl";

  /** An instance that was made by other settings may be kept for all. */
  private static final String SHARED_KEY = CLASS_KEY + ".disable.cache";

  private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";

  /** Makes Hadoop use it for local disks, unless its S3A could not work with that. */
  public static void settings(BiConsumer<String, String> settings) {
    if (isFoundByS3aOf(FileSystem.class.getClassLoader())) {
      settings.accept(CLASS_KEY, PlainLocalFileSystem.class.getName());
      settings.accept(SHARED_KEY, "true");
    }
  }

  /**
   * S3A, which collects on a local disk what it sends, looks for classes only where it comes from
   * itself. Among Spark's jars it does not find this class in a jar that was submitted.
   *
   * @param hadoop what has loaded Hadoop
   * @return true also where there is no S3A, or it comes with the jar
   */
  static boolean isFoundByS3aOf(ClassLoader hadoop) {
    return !finds(hadoop, S3A) || finds(hadoop, PlainLocalFileSystem.class.getName());
  }

  private static boolean finds(ClassLoader loader, String name) {
    try {
      loader.loadClass(name);
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  /** The same settings of Hadoop, but with this for local disks. */
  public static Configuration in(Configuration hadoop) {
    Configuration plain = new Configuration(hadoop);
    settings(plain::set);
    return plain;
  }

  /** The given file system, or this in the place of Hadoop's for local disks. */
  static FileSystem instead(FileSystem files, Configuration hadoop) throws IOException {
    if (files.getClass() != LocalFileSystem.class) {
      return files;
    }
    PlainLocalFileSystem plain = new PlainLocalFileSystem();
    plain.initialize(files.getUri(), hadoop);
    return plain;
  }

  @Override
  public void initialize(URI name, Configuration hadoop) throws IOException {
    super.initialize(name, hadoop);
    setVerifyChecksum(false);
    setWriteChecksum(false);
  }

  @Override
  public Path getChecksumFile(Path file) {
    return Locations.child(file.getParent(), "." + file.getName() + ".crc");
  }
}
