package dev.switchback.report.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HarnessDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HarnessDocument document = document("countdown-validation-0000000001", 0.25);

  /** Hashes that lm-evaluation-harness 0.4.13's hash_string gives, with Python's json.dumps. */
  @Test
  void hashesAreThoseOfTheHarness() throws Exception {
    JsonNode line = JSON.readTree(document.line(7, Map.of("do_sample", true)));
    assertThat(line.get("doc_hash").asText())
        .isEqualTo("5831ec6c9733457ac95ddb57f7a57241c56ae387b646c77d16919616ae3cd33f");
    assertThat(line.get("prompt_hash").asText())
        .isEqualTo("0ae4e9d3ccb7ddbd36f9ed7e778e93daac73f19d7ac1b3d873af828094c3298a");
    assertThat(line.get("target_hash").asText())
        .isEqualTo("a3f8b0cd3f706178d3fac007e8dc1486585a695f771da1abac46b4c47916f904");
    assertThat(document.hashes())
        .isEqualTo(
            line.get("doc_hash").asText()
                + line.get("prompt_hash").asText()
                + line.get("target_hash").asText());
  }

  @Test
  void aLineHasTheKeysOfASample() throws Exception {
    JsonNode line = JSON.readTree(document.line(7, Map.of("do_sample", true)));
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "doc_id",
            "doc",
            "target",
            "arguments",
            "resps",
            "filtered_resps",
            "filter",
            "metrics",
            "doc_hash",
            "prompt_hash",
            "target_hash",
            "pass@1",
            "tokens");
    assertThat(line.get("doc_id").asInt()).isEqualTo(7);
    assertThat(line.at("/arguments/gen_args_0/arg_0").asText()).isEqualTo("Frage: ü\n");
    assertThat(line.at("/arguments/gen_args_0/arg_1/do_sample").asBoolean()).isTrue();
    assertThat(line.at("/resps/0/1").asText()).isEqualTo("two");
    assertThat(line.get("pass@1").asDouble()).isEqualTo(0.25);
  }

  @Test
  void totalsAreMeansWithTheStandardErrorOfTheMean() {
    HarnessTotals totals = new HarnessTotals();
    double[] values = {0, 1, 0.5, 0.25};
    for (double value : values) {
      HarnessDocument each = document("id", value);
      totals.add(each.metrics(), each.hashes());
    }
    assertThat((double) totals.results().get("pass@1,none")).isEqualTo(0.4375);
    assertThat((double) totals.results().get("pass@1_stderr,none"))
        .isCloseTo(0.21347813, within(1e-7));
    assertThat((double) totals.results().get("tokens_stderr,none")).isZero();

    HarnessTotals one = new HarnessTotals();
    one.add(document.metrics(), document.hashes());
    assertThat(one.results().get("pass@1_stderr,none")).isEqualTo("N/A");
    assertThat(one.taskHash()).isEqualTo(HarnessDocument.hash(document.hashes()));
  }

  @Test
  void resultsHaveTheKeysOfTheHarness() throws Exception {
    HarnessTotals totals = new HarnessTotals();
    totals.add(document.metrics(), document.hashes());
    HarnessResults results =
        new HarnessResults(
            "a/b:c",
            "countdown-validation",
            "1.2",
            42,
            OptionalLong.of(17),
            2,
            new LinkedHashMap<>(Map.of("temperature", 0.7)),
            10,
            Instant.ofEpochMilli(1_000_500),
            Instant.ofEpochMilli(1_002_750));
    JsonNode json = JSON.readTree(results.json(totals));
    assertThat(results.folder()).isEqualTo("a__b__c");
    assertThat(results.file()).isEqualTo("results_1970-01-01T00-16-42.750000.json");
    assertThat(results.samplesFile())
        .isEqualTo("samples_countdown-validation_1970-01-01T00-16-42.750000.jsonl");
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "results",
            "group_subtasks",
            "configs",
            "versions",
            "n-shot",
            "higher_is_better",
            "n-samples",
            "config",
            "git_hash",
            "date",
            "task_hashes",
            "model_source",
            "model_name",
            "model_name_sanitized",
            "start_time",
            "end_time",
            "total_evaluation_time_seconds");
    String task = "/countdown-validation";
    assertThat(json.at("/results" + task + "/pass@1,none").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/results" + task + "/sample_len").asInt()).isEqualTo(1);
    assertThat(json.at("/group_subtasks" + task)).isEmpty();
    assertThat(json.at("/n-samples" + task + "/original").asInt()).isEqualTo(10);
    assertThat(json.at("/n-samples" + task + "/effective").asInt()).isEqualTo(1);
    assertThat(json.at("/higher_is_better" + task + "/pass@1").asBoolean()).isTrue();
    assertThat(json.at("/higher_is_better" + task + "/tokens").asBoolean(true)).isFalse();
    assertThat(json.at("/config/limit").asInt()).isEqualTo(1);
    assertThat(json.at("/config/model_num_parameters").asInt()).isEqualTo(17);
    assertThat(json.at("/config/random_seed").asInt()).isEqualTo(42);
    assertThat(json.get("git_hash").isNull()).isTrue();
    assertThat(json.get("total_evaluation_time_seconds").asText()).isEqualTo("2.25");
  }

  private static HarnessDocument document(String id, double pass) {
    Map<String, Object> doc = new LinkedHashMap<>();
    doc.put("problem_id", id);
    doc.put("statement", "Make \"24\" from 3, 8 and ü");
    doc.put("numbers", List.of(3, 8));
    doc.put("target", 24);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("pass@1", pass);
    metrics.put("tokens", 12.0);
    return new HarnessDocument(doc, "3*8=24", "Frage: ü\n", List.of("one", "two"), metrics);
  }
}
