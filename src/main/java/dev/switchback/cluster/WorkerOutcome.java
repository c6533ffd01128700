package dev.switchback.cluster;

import dev.switchback.train.DivergedException;
import dev.switchback.train.WorkerReport;
import java.io.Serializable;

/**
 * How a worker's part of a round ended. A divergence is told, not thrown: it would only come again
 * if Spark tried the task a second time.
 *
 * @param worker from 0
 * @param report null where it diverged
 * @param diverged null where it did not
 */
record WorkerOutcome(int worker, WorkerReport report, DivergedException diverged)
    implements Serializable {}
