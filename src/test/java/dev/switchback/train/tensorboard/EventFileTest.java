package dev.switchback.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.train.tensorboard.Event.SummaryValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Instant TIME = Instant.parse("2023-11-14T22:13:20.500Z");
  private static final Event FIRST =
      new Event(
          TIME,
          300,
          List.of(
              new SummaryValue.Scalar("loss", 1.25),
              new SummaryValue.Scalar("learning_rate", 1e-5),
              new SummaryValue.Text("generations", "caf\u00e9: **3+4=7**")));
  private static final Event SECOND =
      new Event(
          TIME.plusSeconds(3600), 1L << 40, List.of(new SummaryValue.Scalar("loss", Float.NaN)));

  @TempDir private Path folder;

  /** Made by src/test/golden/make_event_golden.py with TensorBoard's own writer. */
  @Test
  void theBytesAreTensorBoardsOwn() {
    String version =
        "1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a322b353110";
    String event =
        "620000000000000079fd606f0900002040fc54d94110ac022a540a0b0a046c6f7373150000a03f0a140a"
            + "0d6c6561726e696e675f7261746515acc527370a2f0a0b67656e65726174696f6e734216080712004210"
            + "636166c3a93a202a2a332b343d372a2a4a080a060a0474657874639dbd5a";

    assertThat(HexFormat.of().formatHex(EventFile.bytes(List.of(FIRST))))
        .isEqualTo(version + event);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    List<ReadEvent> events = ReadEvent.all(EventFile.bytes(List.of(FIRST, SECOND)));

    assertThat(events)
        .containsExactly(
            new ReadEvent(1_700_000_000.5, 0, "brain.Event:2", List.of()),
            new ReadEvent(
                1_700_000_000.5,
                300,
                "",
                List.of(
                    new ReadEvent.Value("loss", 1.25f, "", ""),
                    new ReadEvent.Value("learning_rate", 1e-5f, "", ""),
                    new ReadEvent.Value("generations", 0, "text", "caf\u00e9: **3+4=7**"))),
            new ReadEvent(
                1_700_003_600.5,
                1L << 40,
                "",
                List.of(new ReadEvent.Value("loss", Float.NaN, "", ""))));
  }

  @Test
  void aFileOfMoreEventsBeginsWithThatOfFewer() {
    byte[] fewer = EventFile.bytes(List.of(FIRST));
    byte[] more = EventFile.bytes(List.of(FIRST, SECOND));

    assertThat(more).hasSizeGreaterThan(fewer.length);
    assertThat(Arrays.copyOf(more, fewer.length)).isEqualTo(fewer);
  }

  @Test
  void withoutEventsThereIsTheVersionAlone() throws IOException {
    assertThat(ReadEvent.all(EventFile.bytes(List.of())))
        .containsExactly(new ReadEvent(0, 0, "brain.Event:2", List.of()));
  }

  @Test
  void noOtherFileInTheFolderIsTakenForEvents() throws IOException {
    FileSystem files = FileSystem.get(new Configuration());
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.toUri());

    EventFile.write(files, path, List.of(FIRST));
    EventFile.write(files, path, List.of(FIRST, SECOND));

    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written).containsExactly(folder.resolve("events.out.tfevents.switchback"));
    }
    assertThat(Files.readAllBytes(folder.resolve(EventFile.NAME)))
        .isEqualTo(EventFile.bytes(List.of(FIRST, SECOND)));
  }
}
