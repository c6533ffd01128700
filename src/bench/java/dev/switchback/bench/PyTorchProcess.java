package dev.switchback.bench;

import dev.switchback.model.Architecture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;

/** A model in PyTorch, in a Python process of its own that answers requests. */
final class PyTorchProcess implements AutoCloseable {
  private static final String MODEL = "pytorch_model.py";

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;
  private final Path folder;
  private final String name;

  private PyTorchProcess(Process process, Path folder, BufferedReader answers, String name) {
    this.process = process;
    this.folder = folder;
    this.answers = answers;
    this.name = name;
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Starts an interpreter.
   *
   * @param script a file beside the model's, whose first line of output is its name
   * @param arguments of the script
   * @return nothing, with a message to {@code err}, where it is missing or has no PyTorch
   */
  static Optional<PyTorchProcess> start(
      String python, String script, List<String> arguments, PrintStream err) throws IOException {
    Path folder = Files.createTempDirectory("pytorch");
    unpack(MODEL, folder);
    List<String> command = new ArrayList<>(List.of(python, unpack(script, folder).toString()));
    command.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException missing) {
      delete(folder);
      err.println("Skipped " + python + ": it cannot be started");
      return Optional.empty();
    }
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    String hello = answers.readLine();
    if (hello == null) {
      delete(folder);
      err.println("Skipped " + python + ": " + lastLine(process));
      return Optional.empty();
    }
    return Optional.of(new PyTorchProcess(process, folder, answers, hello));
  }

  String name() {
    return name;
  }

  /** What it answers. */
  double ask(String request) throws IOException {
    requests.println(request);
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
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
    delete(folder);
  }

  /** The arguments that say what the model is like, and others. */
  static List<String> arguments(Architecture architecture, String... others) {
    List<String> all = new ArrayList<>();
    all.add("--vocabulary=" + architecture.vocabularySize());
    all.add("--hidden=" + architecture.hiddenSize());
    all.add("--layers=" + architecture.layers());
    all.add("--heads=" + architecture.attentionHeads());
    all.add("--key-value-heads=" + architecture.keyValueHeads());
    all.add("--feed-forward=" + architecture.feedForwardSize());
    all.addAll(List.of(others));
    return all;
  }

  private static Path unpack(String script, Path folder) throws IOException {
    try (InputStream source = PyTorchProcess.class.getResourceAsStream("/bench/" + script)) {
      return Files.write(folder.resolve(script), source.readAllBytes());
    }
  }

  /** With what Python has compiled there. */
  private static void delete(Path folder) {
    FileUtils.deleteQuietly(folder.toFile());
  }

  private static String lastLine(Process ended) throws IOException {
    try (BufferedReader errors = ended.errorReader(StandardCharsets.UTF_8)) {
      return errors.lines().reduce((first, second) -> second).orElse("it ended without a word");
    }
  }
}
