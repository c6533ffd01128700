package dev.switchback.dataset.shard;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.artifact.PlainLocalFileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** The files of a folder of Parquet. */
public final class TableFiles {
  private static final int FOOTERS_AT_ONCE = 16;

  private TableFiles() {}

  /**
   * The files that lie in the folder itself, in the order of their names, which is that of the
   * index.
   *
   * @throws InputException if there is no such folder
   */
  public static List<Path> of(Configuration hadoop, Path folder) {
    try {
      return Arrays.stream(Locations.files(folder, hadoop).listStatus(folder))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().endsWith(".parquet"))
          .sorted(Comparator.comparing(Path::getName))
          .toList();
    } catch (IOException unreadable) {
      throw new InputException(
          "Cannot read " + folder + ", expected a folder of Parquet files", unreadable);
    }
  }

  /**
   * The files as the shards that they were written as, which count rows instead of indices.
   *
   * @throws InputException if the table was written anew, by Spark for example, into other files
   */
  public static List<Shard> shards(Configuration hadoop, Path folder) {
    return TableFile.of(hadoop, folder).stream().map(TableFiles::shard).toList();
  }

  private static Shard shard(TableFile file) {
    Matcher name = Shard.FILE_NAME.matcher(new Path(file.location()).getName());
    if (!name.matches()) {
      throw new InputException(
          "Cannot go on from "
              + file.location()
              + ": its name is that of another program's file, expected files as they were made,"
              + " such as part-00000.parquet; put those back, or remove the folder and run again to"
              + " make it anew");
    }
    return new Shard(Integer.parseInt(name.group(1)), file.begin(), file.end());
  }

  /**
   * Removes what a killed job left of files that it had not finished.
   *
   * @param folder of a table, which some object stores do not have before it has a file
   * @return names of all other files
   */
  public static Set<String> removeUnfinished(FileSystem files, Path folder) throws IOException {
    Set<String> finished = new HashSet<>();
    for (FileStatus file : listed(files, folder)) {
      if (file.getPath().getName().startsWith(ShardWriter.ATTEMPT)) {
        files.delete(file.getPath(), false);
      } else {
        finished.add(file.getPath().getName());
      }
    }
    return finished;
  }

  private static FileStatus[] listed(FileSystem files, Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException none) {
      return new FileStatus[0];
    }
  }

  /**
   * The rows of files, as their footers say, in the order of the files. Several are read at once:
   * on an object store each takes tens of milliseconds.
   *
   * @throws InputException if one is missing or damaged
   */
  public static List<Long> rows(Configuration hadoop, List<Path> files) {
    ExecutorService readers =
        Executors.newFixedThreadPool(Math.max(1, Math.min(FOOTERS_AT_ONCE, files.size())));
    try {
      List<Future<Long>> footers =
          files.stream().map(file -> readers.submit(() -> rows(hadoop, file))).toList();
      List<Long> rows = new ArrayList<>();
      for (Future<Long> footer : footers) {
        rows.add(footer.get());
      }
      return rows;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof InputException told
          ? told
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while footers were read", interrupted);
    } finally {
      readers.shutdownNow();
    }
  }

  private static long rows(Configuration hadoop, Path file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, PlainLocalFileSystem.in(hadoop)))) {
      return reader.getRecordCount();
    } catch (IOException | RuntimeException damaged) {
      throw new InputException(
          "Cannot read "
              + file
              + ": it is missing or damaged ("
              + damaged.getMessage()
              + "); remove the folder it lies in and run again to make it anew",
          damaged);
    }
  }
}
