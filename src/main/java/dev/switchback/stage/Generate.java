package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.artifact.ArtifactFolder;
import dev.switchback.artifact.Locations;
import dev.switchback.cluster.CountedRows;
import dev.switchback.dataset.DistinctSplit;
import dev.switchback.dataset.DistinctSplit.ProblemSource;
import dev.switchback.dataset.GeneratedRows;
import dev.switchback.dataset.TracedRows;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.ShardedTable;
import dev.switchback.dataset.shard.TableFiles;
import dev.switchback.dataset.shard.TrackedJob;
import dev.switchback.family.Family;
import dev.switchback.family.ProblemSettings;
import dev.switchback.progress.Progress;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.trace.SearchMixture;
import dev.switchback.transfer.ImportedSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes an experiment's problems, or takes them from an import, and their traces in the styles that
 * its models learn. Every row is a function of seed, split and index (and the import) alone. A
 * killed run goes on with the shards that are not there, and ends with the same bytes.
 */
public final class Generate {
  private static final List<Split> TRACED = List.of(Split.TRAIN, Split.VALIDATION);

  /** Where problems lie until they are known to be different; tables leave it out. */
  private static final String DRAWN = "_drawn";

  private final Run run;
  private final SparkSession spark;
  private final Family family;

  private Generate(Run run) {
    this.run = run;
    this.spark = run.spark();
    this.family = run.family();
  }

  /** The tables. */
  public record Result(Made problems, Made traces) implements Stage.Result {
    @Override
    public List<Made> made() {
      return List.of(problems, traces);
    }
  }

  /**
   * Makes what is not finished of problems and traces.
   *
   * @throws dev.switchback.config.ConfigurationException if the settings leave too few problems
   */
  public static Result run(Run run) throws IOException {
    Generate stage = new Generate(run);
    run.plan().imported().ifPresent(from -> ImportedSource.requireFamily(from, run.family()));
    return new Result(stage.problems(), stage.traces());
  }

  private Made problems() throws IOException {
    Artifact problems = run.plan().problems();
    Optional<ImportedSource> source = problems.finished() ? Optional.empty() : source();
    return problems.makeOrContinue(run.overwrite(), () -> makeProblems(problems.path(), source));
  }

  private Made traces() throws IOException {
    Artifact traces = run.plan().traces();
    return traces.makeOrContinue(run.overwrite(), () -> makeTraces(traces.path()));
  }

  /** What is wrong with it is told before anything is removed. */
  private Optional<ImportedSource> source() throws IOException {
    Optional<ArtifactFolder> folder = run.plan().imported();
    return folder.isEmpty()
        ? Optional.empty()
        : Optional.of(ImportedSource.of(spark, folder.get(), family, settings(), watched("rows")));
  }

  private Map<String, Object> makeProblems(Path table, Optional<ImportedSource> imported)
      throws IOException {
    Path drawn = new Path(table, DRAWN);
    Map<String, Object> repeats = new TreeMap<>();
    for (Split split : family.splits()) {
      Path folder = folder(table, split);
      if (split == Split.TRAIN && settings().repeats() && imported.isEmpty()) {
        draw(split, folder);
        repeats.put(split.key(), 0L);
      } else {
        ProblemSource source =
            imported.map(i -> i.of(split)).orElseGet(() -> ProblemSource.drawn(family, split));
        repeats.put(split.key(), drawDistinct(split, source, drawn, folder));
      }
    }
    Map<String, Object> facts = new TreeMap<>(family.facts());
    facts.put("seed", run.experiment().seed());
    facts.put("repeats_left_out", repeats);
    imported.ifPresent(source -> facts.put("imported", source.facts()));
    facts.putAll(GenerateFacts.ofProblems(run, table));
    Locations.files(drawn, spark.sparkContext().hadoopConfiguration()).delete(drawn, true);
    return facts;
  }

  private void draw(Split split, Path folder) throws IOException {
    List<Shard> shards = Shard.cut(0, 0, rows(split), settings().rowsPerFile());
    ShardedTable table =
        new ShardedTable(ShardWriter.ofProblems(family), new GeneratedRows(family, split));
    watched("rows")
        .run(
            "Writing " + split.key() + " problems",
            rows(split),
            counter -> table.write(spark, folder, shards, counter));
  }

  private long drawDistinct(Split split, ProblemSource source, Path drawn, Path folder)
      throws IOException {
    return DistinctSplit.of(family, split, source, key(split), drawn, settings().rowsPerFile())
        .write(spark, folder, rows(split), watched(settings().imported() ? "rows" : "draws"));
  }

  /**
   * Training leaves out the same problem, unless repeats are wanted, which rows of an import are
   * then different by; the other splits leave out also the same in another guise.
   */
  private String key(Split split) {
    if (split != Split.TRAIN) {
      return family.canonicalKey();
    }
    return settings().repeats() ? "index" : family.exactKey();
  }

  private Map<String, Object> makeTraces(Path table) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Map.Entry<String, SearchMixture> style : run.experiment().styles().entrySet()) {
      Path folder = new Path(table, "style=" + style.getKey());
      for (Split split : TRACED) {
        trace(split, style, folder(folder, split));
      }
      facts.put(style.getKey(), GenerateFacts.ofTraces(run, folder, TRACED));
    }
    return facts;
  }

  private void trace(Split split, Map.Entry<String, SearchMixture> style, Path folder)
      throws IOException {
    Path problems = folder(run.plan().problems().path(), split);
    List<Shard> shards = TableFiles.shards(spark.sparkContext().hadoopConfiguration(), problems);
    ShardedTable table =
        new ShardedTable(
            ShardWriter.ofTraces(family),
            new TracedRows(family, split, problems.toString(), style.getValue()));
    watched("rows")
        .run(
            "Writing " + split.key() + " traces, " + style.getKey(),
            shards.stream().mapToLong(Shard::size).sum(),
            counter -> table.write(spark, folder, shards, counter));
  }

  private TrackedJob watched(String unit) {
    return (what, total, step) -> {
      run.describe(what);
      try (Progress progress = Progress.start(what, total, unit);
          CountedRows counted = CountedRows.watch(spark.sparkContext(), what, progress)) {
        step.run(counted.counter());
        progress.advanceTo(total, "");
      }
    };
  }

  private ProblemSettings settings() {
    return run.experiment().problems();
  }

  private long rows(Split split) {
    return settings().rows(split.key());
  }

  private static Path folder(Path table, Split split) {
    return new Path(table, "split=" + split.key());
  }
}
