package dev.switchback.cli;

import com.github.luben.zstd.util.Native;
import dev.switchback.artifact.InputException;
import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.package$;

/** What the program needs of the machine before it works: told in words where it is not there. */
final class Surroundings {
  private static final int OLDEST_JAVA = 17;

  /** Hadoop asks for the user in a way that later ones refuse. */
  private static final int NEWEST_JAVA = 23;

  private static final String SPARK = "3.5.";
  private static final String SCALA = "2.12.";

  /** What Java calls a user whose number has no name. */
  private static final String NAMELESS = "?";

  private Surroundings() {}

  /**
   * Refuses arguments that Java could not decode: it puts question marks in their place.
   *
   * @throws ConfigurationException if there are any
   */
  static void requireDecoded(String[] arguments) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    boolean lost =
        Arrays.stream(arguments).anyMatch(argument -> argument.indexOf('\uFFFD') >= 0)
            || !charset.equals(StandardCharsets.UTF_8) && isBeyondAscii(commandLine());
    if (lost) {
      throw new ConfigurationException(
          "Cannot read the arguments: one has characters that are no "
              + charset.name()
              + ", expected text in the encoding of the locale; set LC_ALL=C.UTF-8, or write the"
              + " argument in UTF-8");
    }
  }

  static boolean isBeyondAscii(byte[] text) {
    for (byte next : text) {
      if (next < 0) {
        return true;
      }
    }
    return false;
  }

  /** As the system keeps it; empty where it keeps none. */
  private static byte[] commandLine() {
    try {
      return Files.readAllBytes(Path.of("/proc/self/cmdline"));
    } catch (IOException unknown) {
      return new byte[0];
    }
  }

  /** Gives a user whose number has no name, as in some containers, the number's for Hadoop. */
  static void nameUser() {
    if (System.getProperty("user.name", NAMELESS).equals(NAMELESS)) {
      String name = "switchback";
      System.setProperty("user.name", name);
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
    }
  }

  /**
   * Refuses what Spark cannot start in.
   *
   * @throws ConfigurationException if Java or Spark is another one
   * @throws InputException if native code cannot be loaded
   */
  static void require() {
    requireJava(Runtime.version().feature());
    requireSpark(package$.MODULE$.SPARK_VERSION(), scala.util.Properties.versionNumberString());
    requireNativeCode();
  }

  static void requireJava(int feature) {
    if (feature < OLDEST_JAVA || feature > NEWEST_JAVA) {
      throw new ConfigurationException(
          "Cannot start Spark in Java "
              + feature
              + ", expected Java 17 (Spark 3.5 has not started in any after "
              + NEWEST_JAVA
              + "); set JAVA_HOME to a JDK 17");
    }
  }

  static void requireSpark(String spark, String scala) {
    if (!spark.startsWith(SPARK) || !scala.startsWith(SCALA)) {
      throw new ConfigurationException(
          "Cannot run in Spark "
              + spark
              + " for Scala "
              + scala
              + ", expected Spark 3.5 for Scala 2.12; set SPARK_HOME to one, or unset it");
    }
  }

  /**
   * Refuses folders for Spark's temporary data of which none can be written: Spark would end the
   * process without a word about it.
   *
   * @param folders with commas between them
   * @throws InputException if that is so
   */
  static void requireLocalFolder(String folders) {
    List<String> each = Arrays.stream(folders.split(",")).map(String::strip).toList();
    if (each.stream().noneMatch(Surroundings::canBeWritten)) {
      throw new InputException(
          "Cannot start Spark: no temporary data can be written to "
              + folders
              + ", expected at least one folder that can be written; set SPARK_LOCAL_DIRS, or where"
              + " that is not set spark.local.dir or java.io.tmpdir, to one");
    }
  }

  private static boolean canBeWritten(String folder) {
    try {
      Path created = Files.createDirectories(Path.of(folder));
      Files.delete(Files.createTempDirectory(created, "switchback-"));
      return true;
    } catch (IOException | InvalidPathException unusable) {
      return false;
    }
  }

  /** Tables are packed by code that is unpacked to a folder for temporary files. */
  private static void requireNativeCode() {
    try {
      Native.load();
    } catch (LinkageError | RuntimeException unusable) {
      throw new InputException(
          "Cannot load native code from "
              + System.getProperty("java.io.tmpdir")
              + " (java.io.tmpdir), expected a folder that can be written and is not mounted"
              + " noexec; set another, for example JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/var/tmp: "
              + unusable.getMessage(),
          unusable);
    }
  }
}
