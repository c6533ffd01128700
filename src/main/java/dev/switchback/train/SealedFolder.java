package dev.switchback.train;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.train.StateFile.FileChecksum;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.ChecksumException;
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
    WholeFiles.write(files, file(), new StateFile(step, tokens, seed, sums).bytes());
  }

  /**
   * Whether there is a state, be it damaged.
   *
   * @throws InputException if the folder cannot be read
   */
  boolean isSealed() {
    try {
      return files.exists(file());
    } catch (IOException unreachable) {
      throw InputException.unreachable(file(), unreachable);
    }
  }

  /** Removes the folder, if it is there; the state first, without which the rest is nothing. */
  void remove() throws IOException {
    files.delete(file(), false);
    files.delete(path, true);
  }

  /**
   * The state; empty if the file is missing or damaged.
   *
   * @throws InputException if the folder cannot be reached
   */
  Optional<StateFile> state() {
    try {
      return StateFile.of(WholeFiles.read(files, file()));
    } catch (FileNotFoundException | ChecksumException missingOrDamaged) {
      return Optional.empty();
    } catch (IOException unreachable) {
      throw InputException.unreachable(file(), unreachable);
    }
  }

  /**
   * Tells which file is not as it was written, and how; empty if all are.
   *
   * @throws InputException if the folder cannot be reached
   */
  Optional<String> damage() {
    Optional<StateFile> state = state();
    if (state.isEmpty()) {
      return Optional.of(file() + " is missing or damaged, expected it as it was written");
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
    } catch (ChecksumException damaged) {
      return Optional.of(
          "is damaged (" + damaged.getMessage() + "), expected " + expected.bytes() + " bytes");
    } catch (IOException unreachable) {
      throw InputException.unreachable(file, unreachable);
    }
  }

  private Path file() {
    return new Path(path, StateFile.NAME);
  }
}
