package dev.switchback.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An experiment that goes through every stage in seconds. */
final class TinyExperiment {
  static final String TEXT =
      """
      name = tiny
      problems { numbers = 3, max-number = 9, min-target = 10, max-target = 30
        train = 400, validation = 20, validation-share = 0.2, unseen-target = 20 }
      models.direct {
        style = direct
        architecture { hidden-size = 16, layers = 2, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 128 }
        training { steps = 60, batch-tokens = 512, learning-rate = 3e-3, round-steps = 10
          checkpoints.every-steps = 20, bucket-width = 32, validation.rows = 20, precision = float32 }
        sampling { max-tokens = 100, samples = 16, slots = 64 }
      }
      models.backtracking = ${models.direct} {
        style = backtracking
        searches = [dfs-mult]
        architecture.context-length = 256
        sampling { max-tokens = 200, samples = 1, temperature = 0 }
      }
      evaluation { budgets = [64, 128, 200], random-play-samples = 16, bootstrap-samples = 200 }
      """;

  private TinyExperiment() {}

  static Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("tiny.conf"), TEXT);
  }
}
