package dev.switchback.experiment;

/** Names of those who solve problems beside the models of an experiment, in all its tables. */
public final class ReservedNames {
  /** Makes legal moves at random. */
  public static final String RANDOM_PLAY = "random-play";

  /** Sends each problem to the model that is predicted to solve it. */
  public static final String ROUTER = "router";

  /** The same from what is seen by looking at the problem. */
  public static final String SURFACE_ROUTER = "surface-router";

  /** Sends each problem to the model that did best on it. */
  public static final String ORACLE_ROUTER = "oracle-router";

  /** The same, chosen by one half of the completions and measured by the other. */
  public static final String HALVED_ORACLE_ROUTER = "halved-oracle-router";

  private ReservedNames() {}
}
