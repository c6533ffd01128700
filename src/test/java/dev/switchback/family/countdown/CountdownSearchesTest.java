package dev.switchback.family.countdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchCatalogue;
import dev.switchback.trace.SearchChoice;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.TraceStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountdownSearchesTest {
  private static final SearchCatalogue SEARCHES = new Countdown().searches();

  @Test
  void weightsAreReducedAndNamesCompleted() {
    assertThat(weights("4 dfs-sum", "6 think", "2 bfs-3", "2 bfs-4-sum"))
        .containsOnly(
            entry("dfs-sum", 2), entry("think", 3), entry("bfs-3-mult", 1), entry("bfs-4-sum", 1));
    assertThat(SearchMixture.of(List.of("2 dfs-sum", "2 dfs-mult"), SEARCHES).text())
        .isEqualTo("dfs-mult or dfs-sum");
    assertThat(SearchMixture.of(List.of("think", "3 dfs-sum"), SEARCHES).text())
        .isEqualTo("3 dfs-sum or think");
    assertThat(weights()).isEmpty();
  }

  @Test
  void theStudysMixtureIsHalfDepthFirstAndHalfBreadthFirst() {
    Map<String, Integer> mix = weights("mix");
    assertThat(mix).hasSize(12).containsEntry("dfs-sum", 5).containsEntry("dfs-mult", 5);
    for (int beam = 1; beam <= 5; beam++) {
      assertThat(mix).containsEntry("bfs-" + beam + "-sum", 1);
      assertThat(mix).containsEntry("bfs-" + beam + "-mult", 1);
    }
    assertThat(weights("mix", "think")).containsEntry("think", 20).containsEntry("dfs-sum", 5);
    assertThat(weights("mix", "dfs-sum")).containsEntry("dfs-sum", 25);
  }

  @Test
  void aModelHasTheSearchesOfItsStyleUnlessOthersAreChosen() {
    assertThat(model("style=direct").weights()).isEmpty();
    assertThat(model("style=direct", "searches=[think]").weights()).isEmpty();
    assertThat(model("style=backtracking").text()).isEqualTo("dfs-mult or dfs-sum");
    assertThat(model("style=mix").weights()).isEqualTo(weights("mix"));
    assertThat(model("style=think").text()).isEqualTo("think");
    assertThat(model("style=terse").text()).isEqualTo("terse-dfs-mult or terse-dfs-sum");
    assertThatThrownBy(() -> model("style=terse", "searches=[dfs-sum]"))
        .hasMessageContaining(
            "terse with terse-dfs-mult, terse-dfs-sum, terse-direct, terse-think");
    assertThatThrownBy(() -> model("style=backtracking", "searches=[terse-dfs-sum]"))
        .hasMessageContaining("a style of the family countdown");
    assertThat(model("style=mix", "searches=[3 dfs-sum, bfs-1]").text())
        .isEqualTo("bfs-1-mult or 3 dfs-sum");
    assertThatThrownBy(() -> model("style=think", "searches=[dfs-sum]"))
        .hasMessageContaining("think with think");
  }

  @Test
  void searchesAreWrittenInTheGrammarOfTheirStyle() {
    assertThat(SEARCHES.styleOf(SearchMixture.NONE)).isEqualTo(TraceStyle.DIRECT);
    for (String full : List.of("dfs-sum", "bfs-2", "think", "mix")) {
      assertThat(SEARCHES.styleOf(SearchMixture.of(List.of(full), SEARCHES)))
          .isEqualTo(TraceStyle.BACKTRACKING);
    }
    SearchMixture terse = SearchMixture.of(List.of("terse-think", "terse-direct"), SEARCHES);
    assertThat(SEARCHES.styleOf(terse)).isEqualTo(TraceStyle.TERSE);
    assertThat(SEARCHES.isStraight(terse)).isFalse();
    assertThat(SEARCHES.isStraight(SearchMixture.of(List.of("terse-direct"), SEARCHES))).isTrue();
    assertThat(SEARCHES.isStraight(SearchMixture.NONE)).isTrue();
    SearchMixture both = SearchMixture.of(List.of("terse-think", "think"), SEARCHES);
    assertThatThrownBy(() -> SEARCHES.styleOf(both))
        .hasMessageContaining("Cannot find a style for the searches: terse-think or think");
  }

  /** Node by node, also where the search is drawn. */
  @Test
  void aTerseModelLearnsTheSearchesOfTheBacktrackingOne() {
    SearchChoice full = choice(TraceStyle.BACKTRACKING);
    SearchChoice terse = choice(TraceStyle.TERSE);
    for (long index = 0; index < 200; index++) {
      assertThat(terse.draw(7, Split.TRAIN, index))
          .isEqualTo("terse-" + full.draw(7, Split.TRAIN, index));
    }
  }

  private static SearchChoice choice(TraceStyle style) {
    return new SearchChoice("countdown", SearchMixture.of(SEARCHES.usual(style), SEARCHES));
  }

  private static SearchMixture model(String... settings) {
    Experiment experiment =
        ExperimentFile.ofText(
            """
            name = tiny
            models.direct {
              architecture.preset = 3m
              training.steps = 10
              sampling.max-tokens = 512
              %s
            }
            """
                .formatted(String.join("\n", settings)),
            "test");
    return experiment.models().get("direct").mixture(SEARCHES);
  }

  private static Map<String, Integer> weights(String... entries) {
    return SearchMixture.of(List.of(entries), SEARCHES).weights();
  }
}
