package dev.switchback.train;

import dev.switchback.model.Architecture;
import dev.switchback.model.Weights;
import java.io.Serializable;

/**
 * All that training changes. What comes next is a function of this, the configuration and the data.
 *
 * @param weights of the model
 * @param firstMoments AdamW's, of the gradients
 * @param secondMoments AdamW's, of the squared gradients
 * @param step steps taken
 * @param tokens tokens predicted in them
 */
public record TrainingState(
    Weights weights, Weights firstMoments, Weights secondMoments, long step, long tokens)
    implements Serializable {

  /** Before the first step. */
  public static TrainingState initial(Architecture architecture, long seed) {
    return new TrainingState(
        Weights.initial(architecture, seed),
        Weights.zeros(architecture),
        Weights.zeros(architecture),
        0,
        0);
  }
}
