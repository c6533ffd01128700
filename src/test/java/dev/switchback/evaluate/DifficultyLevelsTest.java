package dev.switchback.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.Difficulty;
import dev.switchback.metric.Stratum;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifficultyLevelsTest {
  @Test
  void numbersAreDividedAtTheQuartilesOfTheProblems() {
    Difficulty nodes = new Difficulty("nodes", List.of());
    TreeMap<Double, Long> counts =
        new TreeMap<>(Map.of(1.0, 5L, 2.0, 3L, 3.0, 2L, 4.0, 2L, 9.0, 4L));
    DifficultyLevels levels = DifficultyLevels.of(nodes, counts);
    assertThat(levels.levels())
        .extracting(level -> level.stratum().name())
        .containsExactly("1", "2", "3 to 4", "9");
    assertThat(levels.of(4)).hasValue(new Stratum("nodes", 2, "3 to 4"));
    assertThat(levels.of(5)).isEmpty();
  }

  @Test
  void valuesThatAreAllAlikeAreOneLevel() {
    DifficultyLevels levels =
        DifficultyLevels.of(new Difficulty("clues", List.of()), new TreeMap<>(Map.of(30.0, 7L)));
    assertThat(levels.levels()).extracting(level -> level.stratum().name()).containsExactly("30");
  }

  @Test
  void namesAreALevelEach() {
    Difficulty technique = new Difficulty("hardest", List.of("single", "pair", "guess"));
    DifficultyLevels levels =
        DifficultyLevels.of(technique, new TreeMap<>(Map.of(1.0, 90L, 3.0, 1L)));
    assertThat(levels.levels())
        .extracting(level -> level.stratum().name())
        .containsExactly("single", "guess");
  }
}
