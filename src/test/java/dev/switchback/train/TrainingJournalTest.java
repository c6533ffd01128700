package dev.switchback.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.train.GenerationsFile.Generation;
import dev.switchback.train.RoundReport.TuningAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingJournalTest {
  @TempDir private java.nio.file.Path folder;

  private FileSystem files;
  private Path model;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    model = new Path(folder.toUri());
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    TrainingJournal journal = new TrainingJournal(files, model, List.of());
    journal.add(report(10), List.of(answer(10)));
    journal.add(measured(20), List.of(answer(20)));
    journal.write();

    assertThat(MetricsFile.read(files, model))
        .containsExactly(report(10), measured(20).following(report(10)));
    assertThat(GenerationsFile.read(files, model)).containsExactly(answer(10), answer(20));
    assertThat(events())
        .contains(
            "brain.Event:2",
            "train/loss",
            "train/grad_norm",
            "train/flops",
            "speed/tokens_per_second")
        .contains("validation/loss", "validation/answer_0", "1, 2 to 3: solved")
        .contains("tuning/accuracy", "tuning/right_lines", "tuning/first_wrong/order");
  }

  /** A training that a version without these figures began has none for all of it. */
  @Test
  void operationsAddUpFromRoundToRound() throws IOException {
    TrainingJournal journal = new TrainingJournal(files, model, List.of(report(10)));
    journal.add(report(20), List.of());
    journal.add(report(30), List.of());
    assertThat(journal.reports())
        .extracting(RoundReport::trainingFlops)
        .containsExactly(2e9, 4e9, 6e9);
    RoundReport older =
        new RoundReport(10, 70, 3, 1, 1e-3, 9, 8, 8.5, 0, 0, 1e9, null, null, null, null, null);
    TrainingJournal upgraded = new TrainingJournal(files, model, List.of(older));
    upgraded.add(report(20), List.of());
    assertThat(upgraded.reports().get(1).trainingFlops()).isNull();
  }

  @Test
  void aTrainingThatGoesOnFromACheckpointForgetsWhatCameAfterIt() throws IOException {
    TrainingJournal interrupted = new TrainingJournal(files, model, List.of());
    interrupted.add(report(10), List.of(answer(10)));
    interrupted.add(report(20), List.of(answer(20)));
    interrupted.write();

    TrainingJournal goesOn = new TrainingJournal(files, model, List.of(report(10)));
    assertThat(goesOn.reports()).containsExactly(report(10));
    goesOn.write();
    assertThat(GenerationsFile.read(files, model)).containsExactly(answer(10));
    assertThat(MetricsFile.read(files, model)).containsExactly(report(10));
  }

  @Test
  void aLastAnswerThatWasCutOffIsForgotten() throws IOException {
    String whole = "{\"step\":10,\"problem\":\"p\",\"text\":\"t\\n\",\"correct\":true}";
    for (String last : List.of("{\"step\":10,\"prob", "", "{\"step\":10,\"problem\":\"\u00e4")) {
      Files.writeString(folder.resolve("generations.jsonl"), whole + "\n" + last);

      new TrainingJournal(files, model, List.of(report(10))).write();

      assertThat(folder.resolve("generations.jsonl")).hasContent(whole);
    }
  }

  @Test
  void aDamagedLineAmongOthersIsTold() throws IOException {
    Files.writeString(folder.resolve("generations.jsonl"), "{\"step\":10,\n{\"step\":20}\n");
    Files.writeString(folder.resolve("metrics.jsonl"), "{\"step\":10}\n{\"step\":\n");

    assertThatThrownBy(() -> GenerationsFile.read(files, model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("generations.jsonl: line 1: ")
        .hasMessageEndingWith("; remove the file to go on without them");
    assertThatThrownBy(() -> MetricsFile.read(files, model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("metrics.jsonl: line 2: ");
  }

  @Test
  void namesAndOrderOfFieldsAreKept() throws IOException {
    TrainingJournal journal = new TrainingJournal(files, model, List.of());
    journal.add(report(10), List.of(answer(10)));
    journal.add(measured(20), List.of());
    journal.write();

    String fields =
        ",\"loss\":3.25,\"grad_norm\":0.5,\"learning_rate\":0.001,\"tokens_per_second\":900.0,"
            + "\"seconds\":8.0,\"round_seconds\":8.5,\"waiting_share\":0.01,"
            + "\"peak_memory_bytes\":1073741824,";
    assertThat(folder.resolve("metrics.jsonl"))
        .hasContent(
            ("{\"step\":10,\"tokens\":70"
                    + fields
                    + "\"time\":1.70000001E9,\"training_flops\":2.0E9}\n")
                + ("{\"step\":20,\"tokens\":140" + fields)
                + "\"time\":1.70000002E9,\"validation_loss\":1.5,\"tuning_accuracy\":0.25,\"tuning_right_lines\":0.875,\"tuning_first_wrong\":{\"order\":2},\"training_flops\":4.0E9}\n");
    assertThat(folder.resolve("generations.jsonl"))
        .hasContent(
            "{\"step\":10,\"problem\":\"1, 2 to 3\",\"text\":\"Current State: 3:[1, 2]\\n\","
                + "\"correct\":true}\n");
  }

  @Test
  void theEventFileOfMoreRoundsBeginsWithThatOfFewer() throws IOException {
    TrainingJournal journal = new TrainingJournal(files, model, List.of());
    journal.add(report(10), List.of(answer(10)));
    journal.write();
    byte[] before = eventBytes();
    journal.add(report(20), List.of());
    journal.write();
    assertThat(eventBytes()).startsWith(before).hasSizeGreaterThan(before.length);
  }

  private String events() throws IOException {
    return new String(eventBytes(), StandardCharsets.ISO_8859_1);
  }

  private byte[] eventBytes() throws IOException {
    return Files.readAllBytes(folder.resolve("events.out.tfevents.switchback"));
  }

  private static RoundReport report(long step) {
    return new RoundReport(
        step,
        7 * step,
        3.25,
        0.5,
        1e-3,
        900,
        8,
        8.5,
        0.01,
        1L << 30,
        1.7e9 + step,
        null,
        null,
        null,
        null,
        2e9);
  }

  /** With a loss and the answers to tuning problems. */
  private static RoundReport measured(long step) {
    return report(step)
        .with(
            OptionalDouble.of(1.5),
            Optional.of(new TuningAnswers(0.25, 0.875, Map.of("order", 2))));
  }

  private static Generation answer(long step) {
    return new Generation(step, "1, 2 to 3", "Current State: 3:[1, 2]\n", true);
  }
}
