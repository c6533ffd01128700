package dev.switchback.dataset.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 100000, 1",
    "0, 0, 999, 100000, 1",
    "0, 0, 1001, 100000, 2",
    "0, 0, 30000, 100000, 16",
    "0, 0, 1600000, 100000, 16",
    "0, 0, 10000000, 100000, 100",
    "7, 500, 10500, 1000, 10"
  })
  void aRangeIsCutWithoutGapsInNumberedShards(
      int first, long begin, long end, long largest, int count) {
    List<Shard> shards = Shard.cut(first, begin, end, largest);
    assertThat(shards).hasSize(count);
    long next = begin;
    for (int i = 0; i < count; i++) {
      assertThat(shards.get(i).number()).isEqualTo(first + i);
      assertThat(shards.get(i).begin()).isEqualTo(next);
      assertThat(shards.get(i).size()).isBetween(1L, largest);
      next = shards.get(i).end();
    }
    assertThat(next).isEqualTo(end);
  }

  @Test
  void namesOfFilesAreInTheOrderOfTheIndex() {
    List<String> names =
        Shard.cut(0, 0, 10_000_000, 100_000).stream().map(Shard::fileName).toList();
    assertThat(names).isSorted().startsWith("part-00000.parquet", "part-00001.parquet");
  }
}
