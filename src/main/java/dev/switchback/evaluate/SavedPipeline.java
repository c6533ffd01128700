package dev.switchback.evaluate;

import dev.switchback.artifact.WholeFiles;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.TableFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted pipeline as Spark ML saves it, but that two runs write the same bytes: the stages are
 * numbered where Spark draws names for them, no moment is stated, and files have no drawn names.
 */
final class SavedPipeline {
  private static final Pattern DRAWN = Pattern.compile("([a-zA-Z]+)_[0-9a-f]{12}");
  private static final Pattern MOMENT = Pattern.compile("\"timestamp\":\\d+");
  private static final Pattern PART = Pattern.compile("(part-\\d{5})-.*\\.parquet");

  /** What Spark keeps of each tree of a forest; the text is the metadata of the tree. */
  private static final String TREES = "treesMetadata";

  private static final StructType TREE =
      new StructType()
          .add("treeID", DataTypes.IntegerType, false)
          .add("metadata", DataTypes.StringType, true)
          .add("weights", DataTypes.DoubleType, false);

  private final FileSystem files;
  private final Configuration hadoop;
  private final Map<String, String> names = new HashMap<>();

  private SavedPipeline(FileSystem files, Configuration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  /**
   * Saves a pipeline so that {@code PipelineModel.load} reads it.
   *
   * @param hadoop settings of the folder's file system
   * @param folder a new one
   */
  static void save(PipelineModel pipeline, FileSystem files, Configuration hadoop, Path folder)
      throws IOException {
    Path drawn = new Path(folder.getParent(), "_" + folder.getName() + ".unfinished");
    files.delete(drawn, true);
    pipeline.save(drawn.toString());
    new SavedPipeline(files, hadoop).copy(drawn, folder);
    files.delete(drawn, true);
  }

  private void copy(Path from, Path to) throws IOException {
    FileStatus[] children = files.listStatus(from);
    Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      Path copied = new Path(to, PART.matcher(numbered(name)).replaceFirst("$1.parquet"));
      if (child.isDirectory()) {
        copy(child.getPath(), copied);
      } else if (!name.endsWith(".parquet")) {
        WholeFiles.write(files, copied, lasting(WholeFiles.readText(files, child.getPath())));
      } else if (from.getName().equals(TREES)) {
        copyTrees(child.getPath(), copied);
      } else {
        WholeFiles.write(
            files, copied, TableFiles.ordered(WholeFiles.read(files, child.getPath())));
      }
    }
  }

  private void copyTrees(Path from, Path to) throws IOException {
    List<Row> trees = new ArrayList<>();
    try (ShardReader reader = new ShardReader(hadoop, from, TREE)) {
      reader.forEachRemaining(trees::add);
    }
    trees.sort(Comparator.comparingInt(tree -> tree.getInt(0)));
    trees.replaceAll(
        tree -> RowFactory.create(tree.get(0), lasting(tree.getString(1)), tree.get(2)));
    new ShardWriter(TREE, Set.of()).write(hadoop, to, trees.iterator(), written -> {});
  }

  private String lasting(String text) {
    return MOMENT.matcher(numbered(text)).replaceAll("\"timestamp\":0");
  }

  /** Every drawn name is a number, in the order in which they are met. */
  private String numbered(String text) {
    return DRAWN
        .matcher(text)
        .replaceAll(
            found ->
                names.computeIfAbsent(
                    found.group(), drawn -> found.group(1) + "_" + (names.size() + 1)));
  }
}
