package dev.switchback.artifact;

import dev.switchback.artifact.LockFiles.Contender;
import dev.switchback.artifact.LockHolder.Life;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a folder for one process at a time, on any Hadoop file system whose listings show every
 * file that was written before: local disks, HDFS, and today's object stores. It needs no atomic
 * rename and no exclusive creation, which object stores and Hadoop's local files do not have.
 *
 * <p>Each contender has two files of its own in the folder, named by an id that nobody else has: a
 * <i>claim</i>, written once, which says who it is, and a <i>heartbeat</i>, which is there only
 * while it holds the folder, and is written again every few seconds. To take the folder, a
 * contender
 *
 * <ol>
 *   <li>writes its claim, waits a moment, and looks: it gives way to whoever holds the folder, and
 *       to any claim that is older (of the same age: whose id is lower);
 *   <li>writes its first heartbeat, and looks again: it gives way to any other that has one.
 * </ol>
 *
 * <p>That two never hold the folder follows from the second step alone: of two heartbeats, the look
 * that came after the later one shows both. The first step sees to it that of two that come at
 * once, one gets the folder.
 *
 * <p>Contenders that have died do not count, and who gets the folder removes their files. A process
 * of this machine has died when it is no longer there, at once. One elsewhere is taken for dead
 * when it has shown no life for some minutes; only times of the file system are compared, because
 * clocks differ. It may only have been asleep: such a holder finds its claim gone with its next
 * heartbeat, and whenever {@link #requireHeld} is asked.
 */
public final class FolderLock implements AutoCloseable {

  /**
   * How fast all goes.
   *
   * @param settle between a claim and the first look
   * @param beat between two heartbeats
   * @param patience after which a silent process elsewhere is taken for dead
   */
  record Pace(Duration settle, Duration beat, Duration patience) {
    /** Local files are seen by others at once. */
    static Pace on(FileSystem files) {
      boolean local = "file".equals(files.getUri().getScheme());
      Duration settle = Duration.ofMillis(local ? 100 : 1000);
      return new Pace(settle, Duration.ofSeconds(10), Duration.ofMinutes(3));
    }
  }

  /** What is done where the holder is elsewhere, and may live or have died. */
  public enum Elsewhere {
    /** Whoever typed the command is told when to start again. */
    REFUSE,

    /**
     * Once, for as long as it takes to know: a cluster that has lost a driver starts it again by
     * itself, on another machine, and not a third time.
     */
    WAIT
  }

  /** A contender that has died, and what to say of it. */
  private record Death(String id, Optional<String> story) {}

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /** Heartbeats that a process misses before another with its id is believed to be another. */
  private static final int MISSED_BEATS = 3;

  private final LockFiles files;
  private final Pace pace;
  private final Consumer<String> messages;
  private final String id = UUID.randomUUID().toString();
  private final LockHolder self;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(FolderLock::daemon);
  private final Runnable hook = this::leave;

  private volatile Runnable whenLost = () -> {};
  private boolean faltering;

  private FolderLock(LockFiles files, String command, Pace pace, Consumer<String> messages) {
    this.files = files;
    this.pace = pace;
    this.messages = messages;
    this.self = LockHolder.running(command);
  }

  /**
   * Takes a folder until the lock is closed or the process ends; makes the folder if need be.
   *
   * @param command what is to be done in it, as the user typed it
   * @throws LockException if another process has it; the message says which
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static FolderLock take(FileSystem files, Path folder, String command) {
    return take(files, folder, command, LOG::warn, Pace.on(files));
  }

  /**
   * As the other, but lets the caller choose what to do about a holder elsewhere.
   *
   * @throws LockException if another process has it; after a wait, if it has shown life meanwhile
   */
  public static FolderLock take(
      FileSystem files, Path folder, String command, Elsewhere elsewhere) {
    return take(files, folder, command, LOG::warn, Pace.on(files), elsewhere);
  }

  /** As the other, at a pace of its own. */
  static FolderLock take(
      FileSystem files,
      Path folder,
      String command,
      Consumer<String> messages,
      Pace pace,
      Elsewhere elsewhere) {
    try {
      return take(files, folder, command, messages, pace);
    } catch (LockException taken) {
      Duration wait = taken.untilTakenForDead();
      if (elsewhere == Elsewhere.REFUSE || wait.isZero()) {
        throw taken;
      }
      messages.accept(taken.getMessage() + "; waiting that long");
      pause(wait);
      return take(files, folder, command, messages, pace);
    }
  }

  private static void pause(Duration wait) {
    try {
      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Cannot wait for a folder: interrupted");
    }
  }

  /**
   * As the others, at a pace of its own, and without a wait.
   *
   * @param messages are told whose folder was taken over, and of heartbeats that fail
   */
  static FolderLock take(
      FileSystem files, Path folder, String command, Consumer<String> messages, Pace pace) {
    FolderLock lock = new FolderLock(new LockFiles(files, folder), command, pace, messages);
    boolean taken = false;
    try {
      lock.compete();
      taken = true;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "Cannot write to "
              + folder
              + ", expected a folder that can be written: "
              + unwritable.getMessage(),
          unwritable);
    } finally {
      if (!taken) {
        lock.close();
      }
    }
    return lock;
  }

  /** Whether a file of a folder belongs to a lock. */
  public static boolean owns(Path file) {
    return LockFiles.own(file);
  }

  /** Says what to do, with each heartbeat, once another has the folder. */
  public void whenLost(Runnable action) {
    whenLost = action;
  }

  /**
   * Asks the file system whether the folder is still held.
   *
   * @throws LockException if it is not, because this process was taken for dead, or its claim was
   *     removed
   */
  public void requireHeld() throws IOException {
    if (!files.isClaimed(id)) {
      throw lost();
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
    leave();
  }

  private void compete() throws IOException {
    ShutdownHookManager.get().addShutdownHook(hook, FileSystem.SHUTDOWN_HOOK_PRIORITY + 10);
    files.claim(id, self);
    settle();
    List<Contender> seen = files.contenders();
    Contender own = own(seen);
    giveWay(seen, own, other -> other.holds() || other.isBefore(own));
    files.beat(id);
    seen = files.contenders();
    for (Death death : giveWay(seen, own(seen), Contender::holds)) {
      files.remove(death.id());
      death.story().ifPresent(messages);
    }
    long beat = pace.beat().toMillis();
    Future<?> unused = heart.scheduleWithFixedDelay(this::renew, beat, beat, TimeUnit.MILLISECONDS);
  }

  private void settle() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(pace.settle().toMillis());
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Contender own(List<Contender> seen) {
    return seen.stream()
        .filter(contender -> contender.id().equals(id) && contender.claimed() > 0)
        .findFirst()
        .orElseThrow(this::lost);
  }

  /**
   * Refuses if another lives that comes first.
   *
   * @return those that have died
   */
  private List<Death> giveWay(List<Contender> seen, Contender own, Predicate<Contender> comesFirst)
      throws IOException {
    List<Death> deaths = new ArrayList<>();
    for (Contender other : seen) {
      if (other.id().equals(id)) {
        continue;
      }
      Optional<LockHolder> holder = files.holder(other.id());
      if (holder.isEmpty()) {
        deaths.add(new Death(other.id(), Optional.empty()));
        continue;
      }
      Duration silence = Duration.ofMillis(Math.max(0, own.lastSeen() - other.lastSeen()));
      Optional<String> cause = causeOfDeath(holder.get(), silence);
      if (cause.isPresent()) {
        String story =
            "Took over " + files.folder() + " from " + holder.get().inWords() + ", " + cause.get();
        deaths.add(new Death(other.id(), Optional.of(story)));
      } else if (comesFirst.test(other)) {
        throw refused(holder.get(), silence);
      }
    }
    return deaths;
  }

  /** Empty if it is believed to live. */
  private Optional<String> causeOfDeath(LockHolder other, Duration silence) {
    Life life = other.seenBy(self);
    Duration missed = pace.beat().multipliedBy(MISSED_BEATS);
    if (life == Life.ENDED || life == Life.REPLACED && silence.compareTo(missed) > 0) {
      return Optional.of("which has ended");
    }
    return life == Life.UNKNOWN && silence.compareTo(pace.patience()) > 0
        ? Optional.of("which has shown no life for " + silence.toSeconds() + " s")
        : Optional.empty();
  }

  private LockException refused(LockHolder other, Duration silence) {
    Duration wait =
        other.seenBy(self) == Life.UNKNOWN
            ? Duration.ofSeconds(pace.patience().minus(silence).toSeconds() + 1)
            : Duration.ZERO;
    String whereItDied =
        wait.isZero()
            ? ""
            : "; if it has died, its last sign of life being "
                + silence.toSeconds()
                + " s old, start again in "
                + wait.toSeconds()
                + " s";
    return new LockException(
        "Cannot work in "
            + files.folder()
            + ": "
            + other.inWords()
            + " works there, expected one command at a time; wait until it has ended, or stop it"
            + whereItDied,
        wait);
  }

  /** Tells, as far as is known, who has the folder now. */
  private LockException lost() {
    String reason = "the claim of this process is gone: " + files.claim(id) + " was removed";
    try {
      for (Contender other : files.contenders()) {
        Optional<LockHolder> holder = files.holder(other.id());
        if (other.holds() && holder.isPresent()) {
          reason = holder.get().inWords() + " took this process for dead and has it now";
        }
      }
    } catch (IOException unreadable) {
      reason += " (" + unreadable.getMessage() + ")";
    }
    return new LockException(
        "Cannot go on in "
            + files.folder()
            + ": "
            + reason
            + ", expected to have it alone; start again when no other works there");
  }

  private void renew() {
    try {
      if (files.isClaimed(id)) {
        files.beat(id);
      } else {
        whenLost.run();
      }
      faltering = false;
    } catch (IOException | RuntimeException failed) {
      if (!faltering) {
        messages.accept("Cannot renew the lock of " + files.folder() + ": " + failed.getMessage());
      }
      faltering = true;
    }
  }

  private void leave() {
    heart.shutdownNow();
    try {
      heart.awaitTermination(pace.beat().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
    try {
      files.remove(id);
    } catch (IOException unreachable) {
      messages.accept(
          "Cannot remove the lock of " + files.folder() + ": " + unreachable.getMessage());
    }
  }

  private static Thread daemon(Runnable beats) {
    Thread thread = new Thread(beats, "heartbeat of a lock");
    thread.setDaemon(true);
    return thread;
  }
}
