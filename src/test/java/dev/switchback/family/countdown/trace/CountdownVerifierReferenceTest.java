package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.Fixtures;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.trace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("reference")
class CountdownVerifierReferenceTest {
  private static final String OUTPUTS = "countdown-model-outputs.jsonl.gz";

  @Test
  void thePaperRuleRatesEveryOutputAsTheStudyDid() {
    int accepted = 0;
    for (JsonNode row : Fixtures.rows(OUTPUTS)) {
      String text = row.get("text").asText();
      CountdownProblem problem = CountdownVerifier.problemOf(text).orElseThrow();
      double published = row.get("paper_rating").asDouble();
      assertThat(PaperRule.rating(problem, text, Answer.of(text)))
          .as(text)
          .isCloseTo(published, within(1e-12));
      assertThat(CountdownVerifier.verify(problem, text).correctPaper()).isEqualTo(published > 0);
      accepted += published > 0 ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(456);
  }

  @Test
  void theStrictRuleAcceptsAllOfThoseButTheOneThatUsesANumberTwice() {
    List<Verdict> verdicts =
        Fixtures.rows(OUTPUTS).stream()
            .map(row -> CountdownVerifier.verify(row.get("text").asText()))
            .toList();
    assertThat(verdicts).hasSize(500);
    assertThat(verdicts.stream().filter(Verdict::correct))
        .hasSize(455)
        .allMatch(Verdict::correctPaper)
        .allMatch(verdict -> verdict.error().isEmpty());
    assertThat(verdicts.stream().filter(verdict -> verdict.correctPaper() && !verdict.correct()))
        .extracting(verdict -> verdict.error().orElseThrow())
        .containsExactly(Fault.UNAVAILABLE_OPERAND.key());
  }

  @Test
  void publishedTracesAreCorrectWhereTheyClaimTheGoal() {
    for (JsonNode row : Fixtures.rows("countdown-traces.jsonl.gz")) {
      for (String column : List.of("direct", "dfs_sum", "dfs_mult")) {
        String text = row.get(column).asText();
        Verdict verdict =
            CountdownVerifier.verify(CountdownVerifier.problemOf(text).orElseThrow(), text);
        boolean solved = text.endsWith(" equal: Goal Reached\n");
        assertThat(verdict.correct()).as(text).isEqualTo(solved);
        assertThat(verdict.solutionEnd()).isEqualTo(solved ? text.length() - 1 : -1);
        assertThat(verdict.mistakes()).isEqualTo(text.split("unequal: No Solution", -1).length - 1);
      }
    }
  }
}
