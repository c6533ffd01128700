package dev.switchback.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The process that holds a folder, or wants to.
 *
 * @param host its name, for people
 * @param machine tells apart boots of machines and, on Linux, spaces of process ids: containers
 *     count their processes on their own, also where they share a host's name
 * @param process its id
 * @param started when it started, in milliseconds since 1970
 * @param user whose process it is
 * @param since when it wanted the folder, by its own clock
 * @param command what it does there
 */
record LockHolder(
    String host,
    String machine,
    long process,
    long started,
    String user,
    String since,
    String command) {

  /** What is known of a process. */
  enum Life {
    RUNNING,
    /** There is no process of its id. */
    ENDED,
    /** Another process has its id now, by the machine's clock, which may have been set. */
    REPLACED,
    /** It cannot be seen from here. */
    UNKNOWN
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Start times are rounded, and shift when a clock is corrected. */
  private static final Duration SAME_START = Duration.ofMinutes(1);

  /** This process. */
  static LockHolder running(String command) {
    String host = hostName();
    return new LockHolder(
        host,
        machine(host),
        ProcessHandle.current().pid(),
        ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L),
        System.getProperty("user.name"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        command);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IOException if it is damaged
   */
  static LockHolder of(byte[] json) throws IOException {
    return JSON.readValue(json, LockHolder.class);
  }

  String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Cannot write texts and numbers as JSON", impossible);
    }
  }

  /** Whether the process lives, seen by another. */
  Life seenBy(LockHolder observer) {
    if (!machine.equals(observer.machine)) {
      return Life.UNKNOWN;
    }
    Optional<ProcessHandle> found = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    if (found.isEmpty()) {
      return user.equals(observer.user) ? Life.ENDED : Life.UNKNOWN;
    }
    return found.get().info().startInstant().map(this::startedAt).orElse(true)
        ? Life.RUNNING
        : Life.REPLACED;
  }

  private boolean startedAt(Instant instant) {
    return Math.abs(instant.toEpochMilli() - started) <= SAME_START.toMillis();
  }

  /** In the words of a message. */
  String inWords() {
    return "process "
        + process
        + " on "
        + host
        + " (user "
        + user
        + ", since "
        + since
        + ", `"
        + command
        + "`)";
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "a host without a name";
    }
  }

  private static String machine(String host) {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException notLinux) {
      return host;
    }
  }
}
