package dev.switchback.progress;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Figures of the command in progress, for those who watch it from outside: each has its newest
 * value, NaN before the first one and after the work it belongs to. One process runs one command,
 * so there is one value of each.
 */
public enum LiveFigure {
  /** Rows that are counted as they are made: problems, traces, completions, judged completions. */
  ROWS_PER_SECOND,
  /** Tokens of finished completions, while models are sampled. */
  SAMPLED_TOKENS_PER_SECOND,
  /** Share of the slots of decoders that a completion was drawn in, 0 to 1. */
  SLOTS_BUSY,
  /** Steps that each worker of a training has taken. */
  TRAINING_STEP,
  /** Tokens that all its workers have predicted, for each second of the last round. */
  TRAINING_TOKENS_PER_SECOND,
  /** Mean over the tokens of the last round, in nats. */
  TRAINING_LOSS,
  /** Over rows of the validation split, in nats. */
  VALIDATION_LOSS,
  /** Share of the tuning problems that were solved, 0 to 1. */
  TUNING_ACCURACY,
  /** Steps of a training by rewards. */
  REWARD_STEP,
  /** Seconds that its last step took. */
  REWARD_STEP_SECONDS,
  /** Share of the last step's completions that are right by the strict rule, 0 to 1. */
  REWARD,
  /** Their mean length in tokens. */
  REWARD_LENGTH,
  /** Entropy of the next token in the last step, in nats. */
  REWARD_ENTROPY,
  /** Divergence from the model before rewards, in nats a token, where it was computed. */
  REWARD_KL;

  /** By ordinal; null where there is none. */
  private static final AtomicReferenceArray<Double> VALUES =
      new AtomicReferenceArray<>(values().length);

  /** The name that others know it by, such as {@code training_loss}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The newest value, NaN where there is none. */
  public double value() {
    Double newest = VALUES.get(ordinal());
    return newest == null ? Double.NaN : newest;
  }

  /** Replaces the value. */
  public void set(double newest) {
    VALUES.set(ordinal(), newest);
  }

  /** Replaces the value if there is a new one. */
  public void set(Double newest) {
    if (newest != null) {
      VALUES.set(ordinal(), newest);
    }
  }

  /** Forgets the values of figures whose work has ended. */
  public static void clear(LiveFigure... ended) {
    for (LiveFigure figure : ended) {
      VALUES.set(figure.ordinal(), null);
    }
  }
}
