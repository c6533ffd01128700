package dev.switchback.trace.countdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.SearchMixture;
import dev.switchback.puzzle.Split;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleMixtureTest {
  private static final StyleMixture MIXTURE =
      StyleMixture.of(new SearchMixture(Map.of("dfs-sum", 3, "think", 1, "bfs-2-mult", 4)));

  @Test
  void stylesAreDrawnInProportionToTheirWeights() {
    Map<CountdownStyle, Integer> drawn = new EnumMap<>(CountdownStyle.class);
    for (int index = 0; index < 8000; index++) {
      drawn.merge(MIXTURE.draw(42, Split.TRAIN, index), 1, Integer::sum);
    }
    assertThat(drawn)
        .containsOnlyKeys(CountdownStyle.DFS_SUM, CountdownStyle.THINK, CountdownStyle.BFS_2_MULT);
    assertThat(drawn.get(CountdownStyle.DFS_SUM)).isBetween(2850, 3150);
    assertThat(drawn.get(CountdownStyle.THINK)).isBetween(880, 1120);
    assertThat(MIXTURE.styles()).containsExactlyInAnyOrderElementsOf(drawn.keySet());
  }

  @Test
  void aDrawIsAFunctionOfSeedSplitAndIndex() {
    int same = 0;
    for (int index = 0; index < 100; index++) {
      CountdownStyle drawn = MIXTURE.draw(42, Split.TRAIN, index);
      assertThat(MIXTURE.draw(42, Split.TRAIN, index)).isEqualTo(drawn);
      same += MIXTURE.draw(42, Split.VALIDATION, index) == drawn ? 1 : 0;
      same += MIXTURE.draw(43, Split.TRAIN, index) == drawn ? 1 : 0;
    }
    assertThat(same).isLessThan(120);
  }

  @Test
  void noSearchIsTheDirectStyle() {
    assertThat(StyleMixture.of(new SearchMixture(Map.of())).draw(1, Split.TRAIN, 2))
        .isEqualTo(CountdownStyle.DIRECT);
    assertThat(StyleMixture.of(CountdownStyle.THINK).draw(1, Split.TRAIN, 2))
        .isEqualTo(CountdownStyle.THINK);
  }
}
