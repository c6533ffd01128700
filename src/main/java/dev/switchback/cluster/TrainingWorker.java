package dev.switchback.cluster;

import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.train.BatchPlan;
import dev.switchback.train.DivergedException;
import dev.switchback.train.RoundReport.WorkerReport;
import dev.switchback.train.TokenRows;
import dev.switchback.train.TrainingLoop;
import dev.switchback.train.TrainingState;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What a worker's task does in a round: steps from the state it is given, on its own device and
 * rows. It keeps nothing from one round to the next.
 *
 * @param settings of the training
 * @param seed of the row order
 * @param padding the token that fills up
 * @param threads for products on a CPU
 */
record TrainingWorker(TrainingSettings settings, long seed, int padding, int threads)
    implements Serializable {

  /**
   * Takes steps.
   *
   * @param worker from 0
   * @param stepped counts them while they are taken
   * @param outcomes told how it ended
   * @return the state after them in pieces; none where the worker diverged
   */
  Iterator<StatePieces.Piece> work(
      int worker,
      TokenRows rows,
      TrainingState state,
      int steps,
      LongAccumulator stepped,
      CollectionAccumulator<Result> outcomes) {
    EngineThread.prepare(threads);
    Precision precision = Precision.of(settings.precision());
    BatchPlan plan =
        new BatchPlan(rows, settings.batchTokens(), settings.bucketWidth(), padding, seed, worker);
    try (CausalLmProgram program =
        new CausalLmProgram(state.weights().architecture(), precision, TaskDevice.current())) {
      TrainingLoop loop = new TrainingLoop(program, settings, padding);
      TrainingLoop.Result result = loop.run(state, plan, steps, () -> stepped.add(1));
      outcomes.add(new Result(worker, result.report(), null));
      return StatePieces.cut(worker, result.state().trained()).iterator();
    } catch (DivergedException diverged) {
      outcomes.add(new Result(worker, null, diverged));
      return Collections.emptyIterator();
    }
  }

  /**
   * How a worker's part of a round ended. A divergence is told, not thrown: it would only come
   * again if Spark tried the task a second time.
   *
   * @param worker from 0
   * @param report null where it diverged
   * @param diverged null where it did not
   */
  record Result(int worker, WorkerReport report, DivergedException diverged)
      implements Serializable {}
}
