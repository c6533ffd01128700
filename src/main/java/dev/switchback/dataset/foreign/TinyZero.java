package dev.switchback.dataset.foreign;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Parquet with the columns {@code nums}, a list of whole numbers, and {@code target}, others passed
 * over. There is no solution in it: the first one in lexicographic order is taken.
 */
final class TinyZero implements ForeignReader {
  private final CountdownCheck check = new CountdownCheck();

  @Override
  public ForeignRows open(InputFile file, Configuration hadoop) {
    Configuration projected = new Configuration(hadoop);
    projected.set(ReadSupport.PARQUET_READ_SCHEMA, TinyZeroRow.projection(file, hadoop).toString());
    try {
      ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file.path()).withConf(projected).build();
      return new TinyZeroRows(file, reader, check);
    } catch (IOException damaged) {
      throw file.unreadable(damaged);
    }
  }
}
