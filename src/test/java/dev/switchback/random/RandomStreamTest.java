package dev.switchback.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  /** The numbers are from a second implementation, in Python. */
  @Test
  void drawsNeverChange() {
    RandomStream random = RandomStream.of(42, "golden", 1, 2);
    assertThat(random.nextLong()).isEqualTo(-2038893772794417067L);
    assertThat(random.nextInt(1000)).isEqualTo(6);
    assertThat(random.nextDouble()).isEqualTo(0.11669205947038519);
    assertThat(RandomStream.hash(42, "golden")).isEqualTo(-1682081616120251337L);
  }

  @Test
  void seedPurposeAndEveryIndexMatter() {
    Set<Long> hashes = new HashSet<>();
    for (long seed = -20; seed < 20; seed++) {
      for (String purpose : new String[] {"", "a", "b", "ab"}) {
        hashes.add(RandomStream.hash(seed, purpose));
        for (long index = -20; index < 20; index++) {
          hashes.add(RandomStream.hash(seed, purpose, index));
          hashes.add(RandomStream.hash(seed, purpose, 0, index));
          hashes.add(RandomStream.hash(seed, purpose, index, 1));
        }
      }
    }
    assertThat(hashes).hasSize(40 * 4 * (1 + 3 * 40) - 40 * 4);
  }

  @Test
  void numbersBelowABoundAreEquallyLikely() {
    for (int bound : new int[] {1, 2, 3, 7, 10, 91}) {
      int[] counts = new int[bound];
      for (int stream = 0; stream < 100; stream++) {
        RandomStream random = RandomStream.of(1, "bound", stream);
        for (int i = 0; i < 1000; i++) {
          counts[random.nextInt(bound)]++;
        }
      }
      double expected = 100_000.0 / bound;
      double chiSquare = 0;
      for (int count : counts) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
      assertThat(chiSquare).isLessThan(bound + 5 * Math.sqrt(2.0 * bound));
    }
  }

  @Test
  void hugeBoundsAreNotBiased() {
    int bound = (1 << 30) + (1 << 29);
    RandomStream random = RandomStream.of(1, "huge");
    double mean =
        IntStream.range(0, 100_000).mapToDouble(i -> random.nextInt(bound)).average().orElseThrow();
    assertThat(mean / bound).isBetween(0.495, 0.505);
  }

  @Test
  void theFirstNumbersOfNeighbouringStreamsAreUnrelated() {
    double[] first =
        IntStream.range(0, 10_000)
            .mapToDouble(i -> RandomStream.of(42, "neighbours", i).nextDouble())
            .toArray();
    double product = 0;
    for (int i = 1; i < first.length; i++) {
      assertThat(first[i]).isBetween(0.0, Math.nextDown(1.0));
      product += (first[i] - 0.5) * (first[i - 1] - 0.5) * 12;
    }
    assertThat(Arrays.stream(first).average().orElseThrow()).isBetween(0.49, 0.51);
    assertThat(product / first.length).isBetween(-0.04, 0.04);
  }

  @Test
  void everyOrderOfAShuffleIsEquallyLikely() {
    int[] counts = new int[321 + 1];
    for (int i = 0; i < 12_000; i++) {
      int[] values = {1, 2, 3};
      RandomStream.of(3, "shuffle", i).shuffle(values);
      counts[100 * values[0] + 10 * values[1] + values[2]]++;
    }
    assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(6);
    assertThat(Arrays.stream(counts).filter(count -> count > 0))
        .allMatch(count -> count > 1800 && count < 2200);
  }

  @Test
  void aBoundThatIsNotPositiveIsRefused() {
    RandomStream random = RandomStream.of(1, "refused");
    assertThatThrownBy(() -> random.nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot draw a number below a bound: 0, expected a positive bound");
  }
}
