package dev.switchback.interop;

import dev.switchback.dataset.shard.ShardWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A task that fails when its shard has its name, and is tried again: {@code RetriedShard FILE}.
 * Each attempt writes its own number, and the one that the file has in the end is printed.
 */
final class RetriedShard {
  private static final StructType SCHEMA =
      new StructType().add("attempt", DataTypes.IntegerType, false);

  private RetriedShard() {}

  public static void main(String[] arguments) {
    String file = arguments[0];
    try (SparkSession spark =
        SparkSession.builder().master("local[1, 2]").appName("retried shard").getOrCreate()) {
      new JavaSparkContext(spark.sparkContext())
          .parallelize(List.of(file), 1)
          .foreach(RetriedShard::attempt);
      List<Row> kept = spark.read().schema(SCHEMA).parquet(file).collectAsList();
      System.out.println("kept " + kept);
    }
  }

  private static void attempt(String file) throws IOException {
    int attempt = TaskContext.get().attemptNumber();
    Configuration hadoop = SparkHadoopUtil.get().conf();
    List<Row> rows = List.of(RowFactory.create(attempt));
    new ShardWriter(SCHEMA, Set.of()).write(hadoop, new Path(file), rows.iterator(), written -> {});
    if (attempt == 0) {
      throw new IOException("the first attempt fails when its file is there");
    }
  }
}
