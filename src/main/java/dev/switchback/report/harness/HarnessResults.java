package dev.switchback.report.harness;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A model's results in the layout of lm-evaluation-harness (version 0.4), for programs that read
 * that: one task, the problems of a split.
 *
 * @param model its name
 * @param task its name
 * @param version of Switchback
 * @param seed of the run
 * @param parameters of the model, empty if they are not known
 * @param completions of each problem
 * @param generation how they were drawn
 * @param splitProblems problems that the split has
 * @param started when the completions were finished and evaluation could begin
 * @param ended when the metrics were finished
 */
public record HarnessResults(
    String model,
    String task,
    String version,
    long seed,
    OptionalLong parameters,
    int completions,
    Map<String, Object> generation,
    long splitProblems,
    Instant started,
    Instant ended) {
  private static final String SOURCE = "switchback";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The folder of the model's files, in a form that all file systems take. */
  public String folder() {
    return model.replaceAll("[\"<>:/|\\\\?*\\[\\]]+", "__");
  }

  /** The name of the file of results. */
  public String file() {
    return "results_" + TIME.format(ended) + ".json";
  }

  /** The name of the file of samples. */
  public String samplesFile() {
    return "samples_" + task + "_" + TIME.format(ended) + ".jsonl";
  }

  /** The file of results. */
  public String json(HarnessTotals totals) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("results", Map.of(task, results(totals)));
    json.put("group_subtasks", Map.of(task, List.of()));
    json.put("configs", Map.of(task, configuration(totals)));
    json.put("versions", Map.of(task, version));
    json.put("n-shot", Map.of(task, 0));
    json.put("higher_is_better", Map.of(task, directions(totals)));
    json.put("n-samples", Map.of(task, counts(totals)));
    json.put("config", execution(totals));
    json.put("git_hash", null);
    json.put("date", seconds(started));
    json.put("task_hashes", Map.of(task, totals.taskHash()));
    json.put("model_source", SOURCE);
    json.put("model_name", model);
    json.put("model_name_sanitized", folder());
    json.put("system_instruction", null);
    json.put("system_instruction_sha", null);
    json.put("fewshot_as_multiturn", null);
    json.put("chat_template", null);
    json.put("chat_template_sha", null);
    json.put("start_time", seconds(started));
    json.put("end_time", seconds(ended));
    double taken = Math.max(0, seconds(ended) - seconds(started));
    json.put("total_evaluation_time_seconds", String.valueOf(taken));
    return HarnessDocument.json(json, true) + "\n";
  }

  private Map<String, Object> results(HarnessTotals totals) {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("name", task);
    results.put("alias", task);
    results.put("sample_len", totals.documents());
    results.putAll(totals.results());
    return results;
  }

  private Map<String, Object> configuration(HarnessTotals totals) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("task", task);
    configuration.put("output_type", "generate_until");
    configuration.put("num_fewshot", 0);
    configuration.put("repeats", completions);
    configuration.put("generation_kwargs", generation);
    List<Map<String, Object>> metrics = new ArrayList<>();
    directions(totals)
        .forEach(
            (name, higher) -> {
              Map<String, Object> metric = new LinkedHashMap<>();
              metric.put("metric", name);
              metric.put("aggregation", "mean");
              metric.put("higher_is_better", higher);
              metrics.add(metric);
            });
    configuration.put("metric_list", metrics);
    configuration.put("metadata", Map.of("version", version));
    return configuration;
  }

  private static Map<String, Boolean> directions(HarnessTotals totals) {
    Map<String, Boolean> directions = new LinkedHashMap<>();
    totals.names().forEach(name -> directions.put(name, name.startsWith("pass")));
    return directions;
  }

  private Map<String, Object> counts(HarnessTotals totals) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("original", splitProblems);
    counts.put("effective", totals.documents());
    return counts;
  }

  private Map<String, Object> execution(HarnessTotals totals) {
    Map<String, Object> execution = new LinkedHashMap<>();
    execution.put("model", SOURCE);
    execution.put("model_args", Map.of("pretrained", model));
    parameters.ifPresent(count -> execution.put("model_num_parameters", count));
    execution.put("batch_size", null);
    execution.put("batch_sizes", List.of());
    execution.put("device", null);
    execution.put("use_cache", null);
    execution.put("limit", totals.documents() < splitProblems ? totals.documents() : null);
    execution.put("bootstrap_iters", 0);
    execution.put("gen_kwargs", generation);
    execution.put("random_seed", seed);
    execution.put("numpy_seed", seed);
    execution.put("torch_seed", seed);
    execution.put("fewshot_seed", seed);
    return execution;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
