package dev.switchback.experiment;

import dev.switchback.random.RandomStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the trainings of a model that is trained several times, with other initial weights and
 * another order of rows, and the completions drawn from it. The first has the model's name and the
 * seed of the run, so that a model is trained further times without losing what is there.
 *
 * @param model its name
 * @param number from 1
 */
public record Replicate(String model, int number) implements Serializable {
  private static final String SEPARATOR = ".";

  /** All of a model, in order. */
  static List<Replicate> all(String model, ModelSettings settings) {
    return IntStream.rangeClosed(1, settings.replicates())
        .mapToObj(number -> new Replicate(model, number))
        .toList();
  }

  /**
   * Reads a name.
   *
   * @param name as {@link #name} gives it; names of models have no point
   */
  public static Replicate of(String name) {
    int separator = name.indexOf(SEPARATOR);
    return separator < 0
        ? new Replicate(name, 1)
        : new Replicate(
            name.substring(0, separator), Integer.parseInt(name.substring(separator + 1)));
  }

  /** The name of its folders. */
  public String name() {
    return number == 1 ? model : model + SEPARATOR + number;
  }

  /** The seed of its initial weights, of the order of its rows and of its completions. */
  public long seed(long run) {
    return number == 1 ? run : RandomStream.hash(run, "replicate", number);
  }
}
