package dev.switchback.cli;

import dev.switchback.bench.DataBench;
import dev.switchback.bench.RoundBench;
import dev.switchback.bench.SamplingBench;
import dev.switchback.bench.TrainingBench;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Measures speeds. */
@Command(
    description = "Measures speeds on this machine; docs/performance.md says what they mean.",
    synopsisSubcommandLabel = "WHAT")
final class BenchCommand {
  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Command(description = "Rows per second of making problems and traces.")
  void data() throws IOException {
    DataBench.run(console.out());
  }

  @Command(description = "Tokens per second of training steps.")
  void train() {
    TrainingBench.run(console.out());
  }

  @Command(description = "What a training round costs beside its steps.")
  void round() throws IOException {
    RoundBench.run(console.out());
  }

  @Command(description = "Tokens per second of drawing completions.")
  void sample() {
    SamplingBench.run(console.out());
  }
}
