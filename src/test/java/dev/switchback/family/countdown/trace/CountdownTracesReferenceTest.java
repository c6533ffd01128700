package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.Fixtures;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.Operation;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("reference")
class CountdownTracesReferenceTest {
  private static final String FILE = "countdown-traces.jsonl.gz";

  @ParameterizedTest
  @CsvSource({"DIRECT,direct", "DFS_SUM,dfs_sum", "DFS_MULT,dfs_mult", "THINK,think"})
  void tracesEqualThePublishedOnesByteForByte(CountdownStyle style, String column) {
    List<JsonNode> rows =
        Fixtures.rows(FILE).stream().filter(row -> row.hasNonNull(column)).toList();
    TraceRecorder recorder = new TraceRecorder();
    for (JsonNode row : rows) {
      assertThat(recorder.write(problem(row), style).text()).isEqualTo(row.get(column).asText());
      assertThat(CountdownTraces.write(problem(row), style).text())
          .startsWith(CountdownTraces.prompt(problem(row)));
    }
    assertThat(rows).hasSize(style == CountdownStyle.THINK ? 150 : 220);
  }

  @Test
  void theFirstSolutionEqualsThePublishedOne() {
    CountdownSolver solver = new CountdownSolver();
    for (JsonNode row : Fixtures.rows(FILE)) {
      List<String> published =
          StreamSupport.stream(row.get("solution").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      assertThat(solver.firstSolution(problem(row)).stream().map(Operation::text))
          .isEqualTo(published);
    }
  }

  private static CountdownProblem problem(JsonNode row) {
    return new CountdownProblem(Fixtures.integers(row.get("nums")), row.get("target").asInt());
  }
}
