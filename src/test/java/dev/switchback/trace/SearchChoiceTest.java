package dev.switchback.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.puzzle.Split;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SearchChoiceTest {
  private static final SearchChoice CHOICE =
      new SearchChoice(
          "countdown", new SearchMixture(Map.of("dfs-sum", 3, "think", 1, "bfs-2-mult", 4)));

  @Test
  void searchesAreDrawnInProportionToTheirWeights() {
    Map<String, Integer> drawn = new TreeMap<>();
    for (int index = 0; index < 8000; index++) {
      drawn.merge(CHOICE.draw(42, Split.TRAIN, index), 1, Integer::sum);
    }
    assertThat(drawn).containsOnlyKeys("dfs-sum", "think", "bfs-2-mult");
    assertThat(drawn.get("dfs-sum")).isBetween(2850, 3150);
    assertThat(drawn.get("think")).isBetween(880, 1120);
  }

  @Test
  void aDrawIsAFunctionOfSeedSplitAndIndex() {
    int same = 0;
    for (int index = 0; index < 100; index++) {
      String drawn = CHOICE.draw(42, Split.TRAIN, index);
      assertThat(CHOICE.draw(42, Split.TRAIN, index)).isEqualTo(drawn);
      same += CHOICE.draw(42, Split.VALIDATION, index).equals(drawn) ? 1 : 0;
      same += CHOICE.draw(43, Split.TRAIN, index).equals(drawn) ? 1 : 0;
    }
    assertThat(same).isLessThan(120);
  }

  @Test
  void aSingleSearchIsAlwaysDrawn() {
    SearchChoice choice = new SearchChoice("sudoku", new SearchMixture(Map.of("naive", 7)));
    assertThat(choice.draw(1, Split.TRAIN, 2)).isEqualTo("naive");
  }
}
