package dev.switchback.family.countdown.trace;

/**
 * The fixed parts of trace lines, for those who write them and those who read them (the grammar of
 * arXiv 2504.07052). T is the target; a node of a search is named #0 at the problem itself, else by
 * its parent's name, a comma and its place among the children that were looked at; the nodes of a
 * direct solution are named #2, #3 and so on.
 *
 * <pre>
 * Current State: T:[86, 24], Operations: ['24+38=62']
 * Exploring Operation: 24+38=62, Resulting Numbers: [86, 62]
 * Generated Node #0,1: T:[86, 62] Operation: 24+38=62              in a search
 * Generated Node #2: [86, 62] from Operation: 24+38=62             in a direct solution
 * Moving to Node #0,1
 * 24,T unequal: No Solution
 * T,T equal: Goal Reached
 * N,N equal                                                        in a stacked problem's first half
 * 24,N unequal                                                     in a stacked problem's first half
 * [86, 62] No Solution                                             of two numbers, by an oracle
 * No solution found.                                               at the end of a breadth-first search
 *                                                                  and of a stacked one that failed
 * </pre>
 */
final class Grammar {
  static final String STATE = "Current State: ";
  static final String OPERATIONS = ", Operations: ";
  static final String EXPLORING = "Exploring Operation: ";
  static final String RESULTING = ", Resulting Numbers: ";
  static final String GENERATED = "Generated Node #";
  static final String BY_OPERATION = " Operation: ";
  static final String FROM_OPERATION = " from Operation: ";
  static final String MOVING = "Moving to Node #";
  static final String UNEQUAL = " unequal: No Solution";
  static final String EQUAL = " equal: Goal Reached";
  static final String MADE = " equal";
  static final String NOT_MADE = " unequal";
  static final String DISMISSED = " No Solution";
  static final String EXHAUSTED = "No solution found.";
  static final String SEPARATOR = ", ";

  private Grammar() {}
}
