package dev.switchback.cluster;

import ai.djl.Device;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.GivenText.Scored;
import dev.switchback.sample.Scorer;
import java.util.Iterator;

/**
 * Scores texts in float32 without Spark, in the calling thread: on the first GPU that the process
 * sees, or on all its cores. Holds native memory; the caller closes it.
 */
public final class LocalScorer implements AutoCloseable {
  private final CausalLmProgram program;
  private final Scorer scorer;

  /**
   * Loads a model.
   *
   * @param padding the token that fills up rows
   */
  public LocalScorer(Weights weights, int padding) {
    EngineThread.prepare(Runtime.getRuntime().availableProcessors());
    Device device = TaskDevice.current();
    program = new CausalLmProgram(weights.architecture(), Precision.FLOAT32, device);
    try {
      scorer = new Scorer(program, weights, padding);
    } catch (RuntimeException | Error failed) {
      program.close();
      throw failed;
    }
  }

  /** See {@link Scorer#score}. */
  public Iterator<Scored> score(Iterator<GivenText> texts) {
    return scorer.score(texts);
  }

  @Override
  public void close() {
    scorer.close();
    program.close();
  }
}
