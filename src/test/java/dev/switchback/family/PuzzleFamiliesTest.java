package dev.switchback.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.Bound;
import dev.switchback.config.ConfigurationException;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.TraceStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class PuzzleFamiliesTest {
  @Test
  void allAreFoundByTheirNames() {
    assertThat(PuzzleFamilies.keys()).containsExactly("countdown", "stacked-countdown", "sudoku");
    for (PuzzleFamily family : PuzzleFamilies.all()) {
      assertThat(PuzzleFamilies.of(family.key())).isSameAs(family);
    }
    assertThatThrownBy(() -> PuzzleFamilies.of("chess"))
        .hasMessage(
            "Cannot find a family of puzzles: chess, expected one of countdown, stacked-countdown,"
                + " sudoku");
  }

  @Test
  void whatAFamilySaysOfItselfFitsTogether() {
    for (PuzzleFamily family : PuzzleFamilies.all()) {
      Family inRun = family.with(settings("family = " + family.key()), 1);
      assertThat(inRun.key()).isEqualTo(family.key());
      assertThat(inRun.splits()).isSubsetOf(family.splits()).contains(Split.TRAIN);
      assertThat(inRun.problemSchema().fieldNames()).contains(family.promptColumns().fieldNames());
      assertThat(inRun.promptColumns().fieldNames()).contains(family.promptColumns().fieldNames());
      for (TraceStyle style : TraceStyle.values()) {
        List<String> usual = family.searches().usual(style);
        SearchMixture mixture = SearchMixture.of(usual, family.searches());
        assertThat(mixture.weights().isEmpty()).isEqualTo(usual.isEmpty());
        assertThat(family.searches().writes(style))
            .isEqualTo(style == TraceStyle.DIRECT || family.searches().allows(style, mixture));
      }
    }
  }

  @Test
  void anotherFamilysSettingsAndStylesAreRefused() {
    assertThatThrownBy(() -> settings("family = chess"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("family = \"chess\", expected one of countdown");
    assertThatThrownBy(() -> settings("family = sudoku, styles = [mix]"))
        .hasMessageContaining("expected styles of the family sudoku: direct; backtracking with");
    assertThatThrownBy(() -> settings("family = stacked-countdown, from = there"))
        .hasMessageContaining("of which there are no imports");
    assertThatThrownBy(() -> settings("sudoku.sise = 4")).hasMessageContaining("size");
  }

  private static ProblemSettings settings(String text) {
    return Bound.of(ProblemSettings.class, text);
  }
}
