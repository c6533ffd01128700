package dev.switchback.family.countdown.search;

/**
 * How far numbers at hand seem to be from a target. Both kinds add up a distance for each number,
 * and both are compared only between boards with equally many numbers (arXiv 2504.07052).
 */
public enum Heuristic {
  /** The mean distance to the target; told here as the sum, with its limit raised to match. */
  SUM,
  /** The sum of the distances to the nearest factor of the target, where 1 is no factor. */
  MULT
}
