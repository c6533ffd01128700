package dev.switchback.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.JavaProcess;
import dev.switchback.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLockTest {
  /** An id of no process: Linux counts to four millions at most. */
  private static final long NO_PROCESS = 99_999_999;

  @TempDir private java.nio.file.Path folder;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private FileSystem local;

  @BeforeEach
  void open() throws IOException {
    local = FileSystem.getLocal(new Configuration());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSecondOneIsToldWhoHasTheFolder(boolean store) throws IOException {
    FileSystem files = store ? ObjectStore.open() : local;
    try (FolderLock lock = take(files, "run first.conf")) {
      assertThatThrownBy(() -> take(files, "run second.conf"))
          .isInstanceOf(LockException.class)
          .hasMessageStartingWith(
              "Cannot work in " + run() + ": process " + ProcessHandle.current().pid() + " on ")
          .hasMessageContaining(" (user " + System.getProperty("user.name") + ", since 20")
          .hasMessageEndingWith(
              "Z, `run first.conf`) works there, expected one command at a time; wait until it has"
                  + " ended, or stop it");
      assertThatCode(lock::requireHeld).doesNotThrowAnyException();
    }
    assertThat(folder.resolve("run")).isEmptyDirectory();
    take(files, "run second.conf").close();
    assertThat(messages).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofManyThatComeAtOnceOneGetsTheFolder(boolean store) throws Exception {
    FileSystem files = store ? ObjectStore.open() : local;
    FolderLock.Pace slow =
        new FolderLock.Pace(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(3));
    ExecutorService runs = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<FolderLock>> taken = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      taken.add(
          runs.submit(
              () -> {
                start.await();
                return FolderLock.take(files, run(), "run", messages::add, slow);
              }));
    }
    start.countDown();
    runs.shutdown();
    assertThat(runs.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    List<FolderLock> holders = new ArrayList<>();
    for (Future<FolderLock> one : taken) {
      try {
        holders.add(one.get());
      } catch (ExecutionException refused) {
        assertThat(refused).hasCauseInstanceOf(LockException.class);
      }
    }
    assertThat(holders).hasSize(1);
    holders.get(0).close();
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Tag("slow")
  @Test
  void theLockOfAKilledProcessIsTakenOverAtOnce() throws Exception {
    Process killed = otherProcess();
    assertThatThrownBy(() -> take(local, "run"))
        .isInstanceOf(LockException.class)
        .hasMessageContaining("process " + killed.pid() + " on ")
        .hasMessageContaining("`run elsewhere.conf`");

    killed.destroyForcibly().waitFor();
    take(local, "run").close();

    assertThat(messages)
        .singleElement()
        .asString()
        .startsWith("Took over " + run() + " from process " + killed.pid() + " on ")
        .endsWith("`run elsewhere.conf`), which has ended");
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Tag("slow")
  @Test
  void aProcessThatIsToldToEndGivesTheFolderBack() throws Exception {
    Process told = otherProcess();
    told.destroy();
    assertThat(told.waitFor()).isEqualTo(128 + 15);

    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProcessElsewhereThatHasBeenSilentForLongIsTakenForDead(boolean store) throws IOException {
    FileSystem files = store ? ObjectStore.open() : local;
    LockHolder other = elsewhere();
    write("one", other, Duration.ofSeconds(50), Duration.ofSeconds(20));
    assertThatThrownBy(() -> take(files, "run"))
        .isInstanceOf(LockException.class)
        .hasMessageContaining("process 1 on alpha (user anna, since 2026-01-01, `run a.conf`)")
        .hasMessageMatching(
            "(?s).*; if it has died, its last sign of life being (19|20|21) s old, start again in"
                + " (1[5-9]\\d|160|161|162) s");

    write("one", other, Duration.ofHours(2), Duration.ofSeconds(190));
    take(files, "run").close();

    assertThat(messages)
        .singleElement()
        .asString()
        .matches(
            "Took over .* from process 1 on alpha .*, which has shown no life for (189|19\\d) s");
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  /** Such as the driver of a machine that was lost, when the cluster starts another. */
  @Test
  void whoCannotBeStartedAgainWaitsUntilASilentHolderIsTakenForDead() throws IOException {
    write("one", elsewhere(), Duration.ofSeconds(50), Duration.ZERO);

    patiently().close();

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0))
        .matches("Cannot work in .* start again in \\d+ s; waiting that long");
    assertThat(messages.get(1)).matches("Took over .*, which has shown no life for \\d+ s");
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void aHolderThatShowsLifeMeanwhileKeepsTheFolder() throws Exception {
    write("one", elsewhere(), Duration.ofSeconds(50), Duration.ZERO);
    ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    Future<?> beats =
        heart.scheduleAtFixedRate(
            () -> beat(folder.resolve("run/_lock-one.alive")), 0, 200, TimeUnit.MILLISECONDS);
    try {
      assertThatThrownBy(this::patiently)
          .isInstanceOf(LockException.class)
          .hasMessageContaining("process 1 on alpha");
    } finally {
      beats.cancel(true);
      heart.shutdownNow();
      heart.awaitTermination(1, TimeUnit.MINUTES);
    }
    assertThat(messages).hasSize(1);
    assertThat(folder.resolve("run/_lock-one.json")).exists();
  }

  private FolderLock patiently() {
    FolderLock.Pace pace =
        new FolderLock.Pace(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(5));
    return FolderLock.take(local, run(), "run", messages::add, pace, FolderLock.Elsewhere.WAIT);
  }

  private static LockHolder elsewhere() {
    return new LockHolder("alpha", "another", 1, 0, "anna", "2026-01-01", "run a.conf");
  }

  private static void beat(java.nio.file.Path heartbeat) {
    try {
      Files.setLastModifiedTime(heartbeat, FileTime.from(Instant.now()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aProcessThatDiedBeforeItHadTheFolderLeavesNothing() throws IOException {
    write("claim", ended("run a.conf"), Duration.ofSeconds(5), null);
    Files.writeString(folder.resolve("run/_lock-heartbeat.alive"), "");
    take(local, "run").close();

    assertThat(messages).hasSize(1);
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  /** Process ids are used again, but a clock that was set is no proof of that. */
  @Test
  void anotherProcessWithTheSameIdIsNotTheHolder() throws IOException {
    LockHolder now = LockHolder.running("run a.conf");
    long earlier = now.started() - Duration.ofHours(1).toMillis();
    LockHolder replaced = at(now, now.process(), earlier);
    write("one", replaced, Duration.ofMinutes(1), Duration.ofSeconds(5));
    assertThatThrownBy(() -> take(local, "run")).isInstanceOf(LockException.class);

    write("one", replaced, Duration.ofMinutes(1), Duration.ofSeconds(40));
    take(local, "run").close();

    assertThat(messages).hasSize(1);
  }

  /** However long its last sign of life is ago: its disk may be slow. */
  @Test
  void aProcessThatIsSeenToRunIsNeverTakenForDead() throws IOException {
    LockHolder running = LockHolder.running("run a.conf");
    write("one", running, Duration.ofDays(3), Duration.ofDays(2));

    assertThatThrownBy(() -> take(local, "run")).isInstanceOf(LockException.class);
  }

  /** Where users do not see each other's processes. */
  @Test
  void theProcessOfAnotherUserThatIsNotSeenMayLive() throws IOException {
    LockHolder gone = ended("run a.conf");
    LockHolder others =
        new LockHolder(
            gone.host(), gone.machine(), gone.process(), 0, "nobody-else", "2026", "run a.conf");
    write("one", others, Duration.ofMinutes(1), Duration.ofSeconds(5));

    assertThatThrownBy(() -> take(local, "run")).hasMessageContaining("; if it has died, ");
  }

  @Test
  void aHeartbeatIsSeen() throws Exception {
    try (FolderLock lock = take(local, "run", Duration.ofMillis(20))) {
      java.nio.file.Path heartbeat = file(".alive");
      FileTime before = FileTime.from(Instant.EPOCH.plusSeconds(1));
      Files.setLastModifiedTime(heartbeat, before);
      await(() -> Files.getLastModifiedTime(heartbeat).compareTo(before) > 0);
      lock.requireHeld();
    }
  }

  @Test
  void aHolderThatWasTakenForDeadNoticesIt() throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (FolderLock asleep = take(local, "run a.conf", Duration.ofMillis(20))) {
      asleep.whenLost(told::incrementAndGet);
      Files.delete(file(".json"));
      assertThatThrownBy(asleep::requireHeld)
          .isInstanceOf(LockException.class)
          .hasMessageMatching("(?s)Cannot go on in .*: the claim of this process is gone: .*");
      await(() -> told.get() > 1);
      try (FolderLock other = take(local, "run b.conf")) {
        assertThatThrownBy(asleep::requireHeld)
            .isInstanceOf(LockException.class)
            .hasMessageContaining("`run b.conf`) took this process for dead and has it now");
        other.requireHeld();
      }
    }
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void aDamagedClaimIsNamed() throws IOException {
    write("one", ended("run"), Duration.ZERO, null);
    java.nio.file.Path claim = folder.resolve("run/_lock-one.json");
    Files.writeString(claim, "{");

    assertThatThrownBy(() -> take(local, "run"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(claim + " is damaged, expected the claim of a process; remove it");
    assertThat(folder.resolve("run").toFile().list()).containsExactly("_lock-one.json");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder.resolve("run"), "a file");

    assertThatThrownBy(() -> take(local, "run"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            "Cannot write to " + run() + ", expected a folder that can be written: ");
  }

  private FolderLock take(FileSystem files, String command) {
    return take(files, command, Duration.ofSeconds(10));
  }

  private FolderLock take(FileSystem files, String command, Duration beat) {
    FolderLock.Pace pace = new FolderLock.Pace(Duration.ofMillis(200), beat, Duration.ofMinutes(3));
    return FolderLock.take(files, run(), command, messages::add, pace);
  }

  private Path run() {
    return new Path(folder.resolve("run").toString());
  }

  private static LockHolder ended(String command) {
    return at(LockHolder.running(command), NO_PROCESS, 0);
  }

  private static LockHolder at(LockHolder holder, long process, long started) {
    return new LockHolder(
        holder.host(),
        holder.machine(),
        process,
        started,
        holder.user(),
        holder.since(),
        holder.command());
  }

  /** As another process left them. */
  private void write(String id, LockHolder holder, Duration claimed, Duration heartbeat)
      throws IOException {
    java.nio.file.Path parent = Files.createDirectories(folder.resolve("run"));
    age(Files.writeString(parent.resolve("_lock-" + id + ".json"), holder.json()), claimed);
    if (heartbeat != null) {
      age(Files.writeString(parent.resolve("_lock-" + id + ".alive"), ""), heartbeat);
    }
  }

  private static void age(java.nio.file.Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private java.nio.file.Path file(String ending) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("run"))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("it comes in time").isLessThan(limit);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Another Java that has the folder. */
  private Process otherProcess() throws IOException {
    Process process = JavaProcess.start(List.of(), Holder.class, run().toString());
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
    return process;
  }

  /** Has a folder until it is ended. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      FileSystem files = FileSystem.getLocal(new Configuration());
      FolderLock.take(files, new Path(arguments[0]), "run elsewhere.conf");
      System.out.println("held");
      TimeUnit.MINUTES.sleep(5);
    }
  }
}
