package dev.switchback.train;

import java.io.Serializable;

/**
 * What one worker saw in a round.
 *
 * @param lossSum over the tokens it predicted, in nats
 * @param tokens that it predicted
 * @param gradientNormSum over its steps, before clipping
 * @param steps it took
 * @param seconds they took
 * @param waitingSeconds the part of them in which it waited for batches
 * @param peakMemoryBytes largest resident memory of its process so far, 0 where it is not known
 */
public record WorkerReport(
    double lossSum,
    long tokens,
    double gradientNormSum,
    int steps,
    double seconds,
    double waitingSeconds,
    long peakMemoryBytes)
    implements Serializable {}
