package dev.switchback.trace.countdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.Fixtures;
import dev.switchback.trace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("reference")
class CountdownVerifierReferenceTest {
  @Test
  void thePaperRuleAcceptsWhatTheStudyAcceptedAndTheStrictRuleAllOfThoseButOne() {
    List<JsonNode> rows = Fixtures.rows("countdown-model-outputs.jsonl.gz");
    int strict = 0;
    for (JsonNode row : rows) {
      String text = row.get("text").asText();
      Verdict verdict =
          CountdownVerifier.verify(CountdownVerifier.problemOf(text).orElseThrow(), text);
      assertThat(verdict.correctPaper()).as(text).isEqualTo(row.get("paper_rating").asDouble() > 0);
      assertThat(verdict.error().isEmpty()).isEqualTo(verdict.correct());
      if (verdict.correct()) {
        assertThat(verdict.correctPaper()).as(text).isTrue();
        strict++;
      }
    }
    assertThat(rows).hasSize(500);
    assertThat(strict).isEqualTo(455);
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
