package dev.switchback.run;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Overwrite;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.StoredTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.Family;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** One run of an experiment: what every stage works with, made once and handed over as one. */
public final class Run {
  private final Supplier<SparkSession> session;
  private final Configuration hadoop;
  private final Experiment experiment;
  private final RunFolder folder;
  private final RunPlan plan;
  private final Family family;
  private final Overwrite overwrite;

  /**
   * Makes a run, without touching its folder.
   *
   * @param session asked for a session only when there is work to do
   * @param hadoop how file systems are reached without a session
   * @param overwrite of what another configuration made
   * @throws InputException if the file system that {@code runs} names cannot be reached
   */
  public Run(
      Supplier<SparkSession> session,
      Configuration hadoop,
      Experiment experiment,
      Overwrite overwrite) {
    this.session = session;
    this.hadoop = hadoop;
    this.experiment = experiment;
    this.folder = new RunFolder(hadoop, experiment);
    this.family = Family.of(experiment.problems(), experiment.seed());
    this.plan = new RunPlan(folder, experiment, family);
    this.overwrite = overwrite;
  }

  /** A run in a session that is there, which refuses what another configuration made. */
  public static Run of(SparkSession session, Experiment experiment) {
    return of(session, experiment, Overwrite.REFUSE);
  }

  /** A run in a session that is there. */
  public static Run of(SparkSession session, Experiment experiment, Overwrite overwrite) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    return new Run(() -> session, hadoop, experiment, overwrite);
  }

  /** The session, which is started by the first call. */
  public SparkSession spark() {
    return session.get();
  }

  public Configuration hadoop() {
    return hadoop;
  }

  public Experiment experiment() {
    return experiment;
  }

  public RunFolder folder() {
    return folder;
  }

  public RunPlan plan() {
    return plan;
  }

  public Family family() {
    return family;
  }

  public Overwrite overwrite() {
    return overwrite;
  }

  /** Says in Spark's pages what the next jobs are for. */
  public void describe(String jobs) {
    spark().sparkContext().setJobDescription(jobs);
  }

  /** A table with the columns that its files have. */
  public Dataset<Row> parquet(Path table) {
    return StoredTable.read(spark(), table);
  }

  /** A table with columns that are known. */
  public Dataset<Row> parquet(Path table, StructType schema) {
    return StoredTable.read(spark(), table, schema);
  }

  /**
   * Writes a small table as one file, from here, without a Spark job.
   *
   * @param table a folder without a table
   */
  public void write(Path table, List<Row> rows, StructType schema) throws IOException {
    Path file = new Path(table, new Shard(0, 0, rows.size()).fileName());
    new ShardWriter(schema, Set.of()).write(hadoop, file, rows.iterator(), written -> {});
  }
}
