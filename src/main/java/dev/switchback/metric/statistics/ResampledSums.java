package dev.switchback.metric.statistics;

import java.io.Serializable;

/**
 * Sums over problems of many quantities, as they are and in every bootstrap resample. The sums are
 * exact, so that they do not depend on the order in which problems are added: what is added is
 * rounded to a multiple of the quantity's unit, a power of two, and no sum of up to 10^8 problems
 * needs more than the 53 bits of a double. Not safe for use by several threads.
 */
public final class ResampledSums implements Serializable {
  private static final int BATCH = 32;

  private final double[] units;
  private final int draws;
  private final long seed;
  private final double[] plain;
  private final double[][] resampled;
  private final transient double[][] values;
  private final transient double[][] weights;
  private transient int waiting;

  /**
   * @param units of the quantities that are resampled, powers of two
   * @param plain how many there are that are not
   * @param bootstrap how many resamples, and their seed
   */
  public ResampledSums(double[] units, int plain, Bootstrap bootstrap) {
    this.units = units.clone();
    this.draws = bootstrap.draws();
    this.seed = bootstrap.seed();
    this.plain = new double[plain];
    this.resampled = new double[units.length][];
    this.values = new double[BATCH][];
    this.weights = new double[BATCH][draws];
  }

  /**
   * Adds one problem.
   *
   * @param toResample a value for each quantity that is resampled; kept until it is added
   * @param toAdd a whole number for each quantity that is not
   */
  public void add(String problem, double[] toResample, double[] toAdd) {
    for (int i = 0; i < plain.length; i++) {
      plain[i] += toAdd[i];
    }
    values[waiting] = toResample;
    PoissonWeights.draw(seed, problem, weights[waiting]);
    waiting++;
    if (waiting == BATCH) {
      addWaiting();
    }
  }

  /** Adds the sums of other problems to these. */
  public ResampledSums merge(ResampledSums other) {
    for (int i = 0; i < plain.length; i++) {
      plain[i] += other.plain[i];
    }
    for (int i = 0; i < resampled.length; i++) {
      if (resampled[i] == null) {
        resampled[i] = other.resampled[i];
      } else if (other.resampled[i] != null) {
        for (int draw = 0; draw <= draws; draw++) {
          resampled[i][draw] += other.resampled[i][draw];
        }
      }
    }
    return this;
  }

  /** Adds those that wait to be added together; to be called before sums are read or sent. */
  public void addWaiting() {
    for (int i = 0; i < resampled.length; i++) {
      for (int problem = 0; problem < waiting; problem++) {
        double value = Math.rint(values[problem][i] / units[i]) * units[i];
        if (value != 0) {
          add(i, value, weights[problem]);
        }
      }
    }
    waiting = 0;
  }

  /** A sum that is not resampled. */
  public double plain(int quantity) {
    return plain[quantity];
  }

  /** The sum over all problems. */
  public double sum(int quantity) {
    return resampled[quantity] == null ? 0 : resampled[quantity][draws];
  }

  /** The sums in each resample; read only. The sum over all problems follows them. */
  public double[] resampled(int quantity) {
    return resampled[quantity] == null ? new double[draws + 1] : resampled[quantity];
  }

  public void add(int quantity, double value, double[] weight) {
    if (resampled[quantity] == null) {
      resampled[quantity] = new double[draws + 1];
    }
    double[] sums = resampled[quantity];
    for (int draw = 0; draw < weight.length; draw++) {
      sums[draw] += weight[draw] * value;
    }
    sums[draws] += value;
  }
}
