package dev.switchback.claim;

import dev.switchback.claim.Competence.TrainingEnd;
import dev.switchback.metric.Measurement;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run whose measurements claims are judged by.
 *
 * @param name of the run
 * @param family of its problems, as in configuration files
 * @param variant what sets its problems apart from the usual ones of the family, empty for these
 * @param confidence of its intervals
 * @param models its models, in the order of the configuration
 * @param measurements of its models
 */
public record JudgedRun(
    String name,
    String family,
    String variant,
    double confidence,
    List<JudgedModel> models,
    List<Measurement> measurements) {
  /** Copies the lists. */
  public JudgedRun {
    models = List.copyOf(models);
    measurements = List.copyOf(measurements);
  }

  /** Whether its problems are those of a family, the usual ones or a variant. */
  boolean isOf(String wanted, String variantOfIt) {
    return family.equals(wanted) && variant.equals(variantOfIt);
  }

  /**
   * A model that claims are about.
   *
   * @param model its name
   * @param approach what it learned to write
   * @param temperature at which its completions are drawn; at 0 there is one, the greedy chain
   * @param reinforced whether it was trained by rewards as well
   * @param trainingFlops floating-point operations of its training, empty if they are not known
   * @param trainings how each of its trainings ended, none if it is not known
   */
  public record JudgedModel(
      String model,
      Approach approach,
      double temperature,
      boolean reinforced,
      OptionalDouble trainingFlops,
      List<TrainingEnd> trainings) {
    /** Copies the list. */
    public JudgedModel {
      trainings = List.copyOf(trainings);
    }

    /** A model of which no more is known than what its training took. */
    public JudgedModel(
        String model,
        Approach approach,
        double temperature,
        boolean reinforced,
        OptionalDouble trainingFlops) {
      this(model, approach, temperature, reinforced, trainingFlops, List.of());
    }

    /** A model of whose training nothing is known. */
    public JudgedModel(String model, Approach approach, double temperature, boolean reinforced) {
      this(model, approach, temperature, reinforced, OptionalDouble.empty());
    }

    /** Whether it has one deterministic completion of a problem. */
    boolean isGreedy() {
      return temperature == 0;
    }

    /** How it was drawn, after its name. */
    String described() {
      return isGreedy()
          ? model + ": one greedy chain"
          : model + ": samples at temperature " + temperature;
    }
  }
}
