package dev.switchback.claim;

/** What measurements say about a claim. */
public enum Verdict {
  /** The whole interval of the estimate lies on the claimed side of the bound. */
  SUPPORTED,
  /** The whole interval of the estimate lies on the other side of the bound. */
  CONTRADICTED,
  /** The interval holds the bound. */
  UNDECIDED,
  /** The measurements that the estimate needs are not there. */
  NOT_RUN
}
