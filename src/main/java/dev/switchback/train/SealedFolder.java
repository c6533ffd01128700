package dev.switchback.train;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder whose {@link StateFile}, written last, vouches for its other files: a byte that has
 * changed anywhere is found. What begins with an underscore is not of it.
 */
record SealedFolder(FileSystem files, Path path) {

  /** Writes the state with the checksums of the files that are there. */
  void seal(long step, long tokens, long seed) throws IOException {
    SortedMap<String, FileChecksum> sums = new TreeMap<>();
    for (FileStatus file : files.listStatus(path)) {
      String name = file.getPath().getName();
      if (file.isFile() && !name.startsWith("_") && !name.equals(StateFile.NAME)) {
        sums.put(name, FileChecksum.of(files, file.getPath()));
      }
    }
    try (OutputStream out = files.create(new Path(path, StateFile.NAME), true)) {
      out.write(new StateFile(step, tokens, seed, sums).bytes());
    }
  }

  /** The state; empty if the file is missing or damaged. */
  Optional<StateFile> state() {
    try (InputStream in = files.open(new Path(path, StateFile.NAME))) {
      return StateFile.of(in.readAllBytes());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Tells which file is not as it was written, and how; empty if all are. */
  Optional<String> damage() {
    Optional<StateFile> state = state();
    if (state.isEmpty()) {
      return Optional.of(
          new Path(path, StateFile.NAME) + " is missing or damaged, expected it as it was written");
    }
    for (Map.Entry<String, FileChecksum> file : state.get().files().entrySet()) {
      Path damaged = new Path(path, file.getKey());
      Optional<String> flaw = flaw(damaged, file.getValue());
      if (flaw.isPresent()) {
        return Optional.of(damaged + " " + flaw.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> flaw(Path file, FileChecksum expected) {
    try {
      FileChecksum found = FileChecksum.of(files, file);
      if (found.equals(expected)) {
        return Optional.empty();
      }
      return Optional.of(
          found.bytes() == expected.bytes()
              ? "is damaged (CRC-32C " + found.crc32c() + "), expected " + expected.crc32c()
              : "is damaged (" + found.bytes() + " bytes), expected " + expected.bytes());
    } catch (FileNotFoundException missing) {
      return Optional.of("is missing, expected " + expected.bytes() + " bytes");
    } catch (IOException unreadable) {
      return Optional.of(
          "is damaged (" + unreadable.getMessage() + "), expected " + expected.bytes() + " bytes");
    }
  }
}
