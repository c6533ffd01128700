package dev.switchback.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The training curve as {@code metrics.jsonl}: one JSON object a round. */
public final class MetricsFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "metrics.jsonl";

  private MetricsFile() {}

  /**
   * Reads the curve in a model's folder.
   *
   * @throws InputException if the file is missing or damaged
   */
  public static List<RoundReport> read(FileSystem files, Path folder) {
    Path path = new Path(folder, NAME);
    List<RoundReport> reports = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        reports.add(report(JSON.readTree(line)));
      }
      return reports;
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read a training curve: "
              + path
              + " line "
              + (reports.size() + 1)
              + ": "
              + damaged.getMessage(),
          damaged);
    }
  }

  static void write(FileSystem files, Path folder, List<RoundReport> reports) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (RoundReport report : reports) {
      lines.append(JSON.writeValueAsString(json(report))).append('\n');
    }
    try (OutputStream out = files.create(new Path(folder, NAME), true)) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode json(RoundReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", report.step());
    json.put("tokens", report.tokens());
    json.put("loss", report.loss());
    json.put("grad_norm", report.gradientNorm());
    json.put("learning_rate", report.learningRate());
    json.put("tokens_per_second", report.tokensPerSecond());
    json.put("seconds", report.seconds());
    json.put("round_seconds", report.roundSeconds());
    json.put("waiting_share", report.waitingShare());
    json.put("peak_memory_bytes", report.peakMemoryBytes());
    json.put("time", report.time());
    report.measuredValidationLoss().ifPresent(loss -> json.put("validation_loss", loss));
    return json;
  }

  private static RoundReport report(JsonNode json) {
    return new RoundReport(
        json.path("step").asLong(),
        json.path("tokens").asLong(),
        json.path("loss").asDouble(),
        json.path("grad_norm").asDouble(),
        json.path("learning_rate").asDouble(),
        json.path("tokens_per_second").asDouble(),
        json.path("seconds").asDouble(),
        json.path("round_seconds").asDouble(),
        json.path("waiting_share").asDouble(),
        json.path("peak_memory_bytes").asLong(),
        json.path("time").asDouble(),
        json.has("validation_loss") ? json.path("validation_loss").asDouble() : null);
  }
}
