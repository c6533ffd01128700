package dev.switchback.artifact;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The claims and heartbeats in a folder, two files for each contender. */
record LockFiles(FileSystem files, Path folder) {
  private static final String PREFIX = "_lock-";
  private static final String CLAIM = ".json";
  private static final String HEARTBEAT = ".alive";

  /**
   * What the listing of a folder shows of a contender, in the file system's own time.
   *
   * @param claimed when it wrote its claim; 0 if there is none
   * @param heartbeat when it last wrote its heartbeat; 0 if there is none
   */
  record Contender(String id, long claimed, long heartbeat) {
    boolean holds() {
      return heartbeat > 0;
    }

    boolean isBefore(Contender other) {
      return claimed != other.claimed ? claimed < other.claimed : id.compareTo(other.id) < 0;
    }

    long lastSeen() {
      return Math.max(claimed, heartbeat);
    }
  }

  /** Without files of checksums, which would stay behind. */
  LockFiles {
    files = files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
  }

  /** Whether a file is one of these, or one of these that is being written. */
  static boolean own(Path file) {
    return file.getName().startsWith(PREFIX) || file.getName().startsWith("_" + PREFIX);
  }

  List<Contender> contenders() throws IOException {
    Map<String, Contender> contenders = new TreeMap<>();
    for (FileStatus file : files.listStatus(folder)) {
      String name = file.getPath().getName();
      if (name.startsWith(PREFIX)) {
        boolean claim = name.endsWith(CLAIM);
        String id = name.substring(PREFIX.length(), name.lastIndexOf('.'));
        long time = file.getModificationTime();
        contenders.merge(
            id,
            new Contender(id, claim ? time : 0, claim ? 0 : time),
            (one, other) ->
                new Contender(id, one.claimed + other.claimed, one.heartbeat + other.heartbeat));
      }
    }
    return new ArrayList<>(contenders.values());
  }

  /**
   * Who a contender is.
   *
   * @return empty if it has no claim any more
   * @throws InputException if its claim is damaged
   */
  Optional<LockHolder> holder(String id) throws IOException {
    Path claim = claim(id);
    byte[] json;
    try {
      json = WholeFiles.read(files, claim);
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    }
    try {
      return Optional.of(LockHolder.of(json));
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read who works in "
              + folder
              + ": "
              + claim
              + " is damaged, expected the claim of a process; remove it if none works there",
          damaged);
    }
  }

  boolean isClaimed(String id) throws IOException {
    return files.exists(claim(id));
  }

  void claim(String id, LockHolder holder) throws IOException {
    WholeFiles.write(files, claim(id), holder.json());
  }

  /** Straight into its place: only the time counts. */
  void beat(String id) throws IOException {
    try (OutputStream out = files.create(heartbeat(id), true)) {
      out.write('\n');
    }
  }

  /** The claim goes last: what it says is needed as long as there is a heartbeat. */
  void remove(String id) throws IOException {
    files.delete(heartbeat(id), false);
    files.delete(claim(id), false);
  }

  Path claim(String id) {
    return new Path(folder, PREFIX + id + CLAIM);
  }

  private Path heartbeat(String id) {
    return new Path(folder, PREFIX + id + HEARTBEAT);
  }
}
