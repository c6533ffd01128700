package dev.switchback.grpo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchback.train.MetricsFile;
import dev.switchback.train.tensorboard.Event;
import dev.switchback.train.tensorboard.Event.SummaryValue;
import dev.switchback.train.tensorboard.EventFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a training by rewards writes down while it goes on, in the model's folder: {@code
 * metrics.jsonl}, a line for each step, and the same for TensorBoard.
 */
public final class StepJournal {
  /** Steps of tiny models last milliseconds. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final ObjectMapper JSON =
      JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build();

  private final FileSystem files;
  private final Path folder;
  private final List<StepReport> reports;
  private long written = System.nanoTime() - PAUSE.toNanos();

  /**
   * Goes on from a checkpoint.
   *
   * @param folder of the model
   * @param reports of the steps that led to the checkpoint
   */
  public StepJournal(FileSystem files, Path folder, List<StepReport> reports) {
    this.files = files;
    this.folder = folder;
    this.reports = new ArrayList<>(reports);
  }

  /** Notes a step; writes if the last time is a second ago. */
  public void add(StepReport report) throws IOException {
    reports.add(report);
    if (System.nanoTime() - written >= PAUSE.toNanos()) {
      write();
    }
  }

  /** Writes what was noted. */
  public void write() throws IOException {
    MetricsFile.write(files, folder, reports, StepReport.class);
    EventFile.write(files, folder, reports.stream().map(StepJournal::event).toList());
    written = System.nanoTime();
  }

  /** Every step so far. */
  public List<StepReport> reports() {
    return List.copyOf(reports);
  }

  /** The names of curves are those of {@code metrics.jsonl}: {@code rewards/strict}. */
  static Event event(StepReport report) {
    List<SummaryValue> values = new ArrayList<>();
    add("", JSON.valueToTree(report), values);
    return new Event(Instant.ofEpochMilli(Math.round(report.time() * 1e3)), report.step(), values);
  }

  private static void add(String section, JsonNode object, List<SummaryValue> values) {
    object
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isObject()) {
                add(section + field.getKey() + "/", field.getValue(), values);
              } else {
                String name =
                    section.isEmpty() ? "step/" + field.getKey() : section + field.getKey();
                values.add(new SummaryValue.Scalar(name, field.getValue().asDouble()));
              }
            });
  }
}
