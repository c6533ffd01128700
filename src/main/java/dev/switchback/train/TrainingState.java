package dev.switchback.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.model.Architecture;
import dev.switchback.model.Optimizer;
import dev.switchback.model.Weights;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * All that training changes. What comes next is a function of this, the configuration and the data.
 * Java serializes it also where an application has chosen Kryo, which knows no records.
 *
 * @param weights of the model
 * @param firstMoments of the gradients: AdamW's, and Muon's momentum
 * @param secondMoments AdamW's, of the squared gradients; empty for weights that Muon trains
 * @param outerVelocity of the outer step, see {@link OuterStep}; null where there is none
 * @param step steps that each worker has taken
 * @param tokens tokens that all workers have predicted in them
 */
@DefaultSerializer(JavaSerializer.class)
public record TrainingState(
    Weights weights,
    Weights firstMoments,
    Weights secondMoments,
    Weights outerVelocity,
    long step,
    long tokens)
    implements Serializable {

  /** Before the first step of AdamW. */
  public static TrainingState initial(Architecture architecture, long seed) {
    return beginningWith(Weights.initial(architecture, seed));
  }

  /** Before the first step of AdamW, from given weights. */
  public static TrainingState beginningWith(Weights weights) {
    Architecture architecture = weights.architecture();
    return new TrainingState(
        weights, Weights.zeros(architecture), Weights.zeros(architecture), null, 0, 0);
  }

  /** The same with the moments that an optimizer begins with. */
  public TrainingState beginningWith(Optimizer optimizer) {
    Architecture architecture = weights.architecture();
    return new TrainingState(
        weights,
        Weights.zeros(architecture),
        optimizer.secondMoments(architecture),
        null,
        step,
        tokens);
  }

  /** What workers change in a round: weights, first and second moments. */
  public List<Weights> trained() {
    return List.of(weights, firstMoments, secondMoments);
  }

  /** The outer step's velocity, where it has one. */
  public Optional<Weights> velocity() {
    return Optional.ofNullable(outerVelocity);
  }

  /** The same without what only the driver needs. */
  public TrainingState forWorkers() {
    return new TrainingState(weights, firstMoments, secondMoments, null, step, tokens);
  }
}
