package dev.switchback.bench;

import dev.switchback.model.Architecture;
import dev.switchback.model.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The same model in plain PyTorch, in a Python process of its own that answers requests: see {@code
 * pytorch_training.py}.
 */
final class PyTorchTraining implements Contender {
  private static final String SCRIPT = "/bench/pytorch_training.py";

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;
  private final Path script;
  private final String name;

  private PyTorchTraining(Process process, Path script, BufferedReader answers, String name) {
    this.process = process;
    this.script = script;
    this.answers = answers;
    this.name = name;
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Starts an interpreter.
   *
   * @return nothing, with a message to {@code err}, where it is missing or has no PyTorch
   */
  static Optional<Contender> start(String python, TrainingShape shape, int steps, PrintStream err)
      throws IOException {
    Path script = Files.createTempFile("pytorch_training", ".py");
    try (InputStream source = PyTorchTraining.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, source.readAllBytes());
    }
    Process process;
    try {
      process = new ProcessBuilder(command(python, script, shape, steps)).start();
    } catch (IOException missing) {
      Files.delete(script);
      err.println("Skipped " + python + ": it cannot be started");
      return Optional.empty();
    }
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    String hello = answers.readLine();
    if (hello == null) {
      Files.delete(script);
      err.println("Skipped " + python + ": " + lastLine(process));
      return Optional.empty();
    }
    return Optional.of(new PyTorchTraining(process, script, answers, hello));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double tokensPerSecond(Precision precision, int threads) throws IOException {
    requests.println(precision.name().toLowerCase(Locale.ROOT) + " " + threads);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("Cannot measure " + name + ": " + lastLine(process));
    }
    return Double.parseDouble(answer);
  }

  @Override
  public void close() {
    requests.close();
    try {
      process.waitFor();
      Files.delete(script);
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      script.toFile().deleteOnExit();
    }
  }

  private static List<String> command(String python, Path script, TrainingShape shape, int steps) {
    Architecture architecture = shape.architecture();
    return List.of(
        python,
        script.toString(),
        "--vocabulary=" + architecture.vocabularySize(),
        "--hidden=" + architecture.hiddenSize(),
        "--layers=" + architecture.layers(),
        "--heads=" + architecture.attentionHeads(),
        "--key-value-heads=" + architecture.keyValueHeads(),
        "--feed-forward=" + architecture.feedForwardSize(),
        "--length=" + shape.length(),
        "--rows=" + shape.rows(),
        "--steps=" + steps);
  }

  private static String lastLine(Process ended) throws IOException {
    try (BufferedReader errors = ended.errorReader(StandardCharsets.UTF_8)) {
      return errors.lines().reduce((first, second) -> second).orElse("it ended without a word");
    }
  }
}
