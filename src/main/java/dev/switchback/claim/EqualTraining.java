package dev.switchback.claim;

import dev.switchback.claim.JudgedRun.JudgedModel;
import java.util.Locale;

/**
 * Equal training compute: two models are held against each other only if the floating-point
 * operations of their trainings differ by no more than a tenth of the larger number.
 */
final class EqualTraining {
  /** By how much of the larger number the operations may differ. */
  static final double TOLERANCE = 0.1;

  private EqualTraining() {}

  /** Why two models were not trained with equal compute, empty if they were. */
  static String caution(OverallFigures figures, JudgedModel first, JudgedModel second) {
    if (first.trainingFlops().isEmpty() || second.trainingFlops().isEmpty()) {
      JudgedModel unknown = first.trainingFlops().isEmpty() ? first : second;
      return "The floating-point operations of the training of "
          + unknown.model()
          + " were not counted.";
    }
    double one = first.trainingFlops().getAsDouble();
    double other = second.trainingFlops().getAsDouble();
    if (Math.abs(one - other) <= TOLERANCE * Math.max(one, other)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%s was trained with %.3g floating-point operations, %s with %.3g: more than %.0f%% apart,"
            + " which is no equal training.",
        first.model(),
        one,
        second.model(),
        other,
        100 * TOLERANCE);
  }
}
