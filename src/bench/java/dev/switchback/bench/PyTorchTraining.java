package dev.switchback.bench;

import dev.switchback.model.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Training steps of the same model in plain PyTorch: see {@code pytorch_training.py}. */
record PyTorchTraining(PyTorchProcess process) implements Contender {
  private static final String SCRIPT = "pytorch_training.py";

  /**
   * Starts an interpreter.
   *
   * @return nothing, with a message to {@code err}, where it is missing or has no PyTorch
   */
  static Optional<Contender> start(String python, TrainingShape shape, int steps, PrintStream err)
      throws IOException {
    List<String> arguments =
        PyTorchProcess.arguments(
            shape.architecture(),
            "--length=" + shape.length(),
            "--rows=" + shape.rows(),
            "--steps=" + steps);
    return PyTorchProcess.start(python, SCRIPT, arguments, err).map(PyTorchTraining::new);
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public double tokensPerSecond(Precision precision, int threads) throws IOException {
    return process.ask(precision.name().toLowerCase(Locale.ROOT) + " " + threads);
  }

  @Override
  public void close() {
    process.close();
  }
}
