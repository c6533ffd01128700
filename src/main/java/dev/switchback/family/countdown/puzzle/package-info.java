/**
 * CountDown as the study plays it (arXiv 2504.07052, after Stream of Search, arXiv 2404.03683): all
 * numbers are used, by sum, product, difference and quotient of two numbers at hand.
 *
 * <p>Where the problems differ from the study's:
 *
 * <ol>
 *   <li>A problem is a function of seed, split and index. The study draws all from one generator in
 *       a row, so that a change in one split changes the others.
 *   <li>Validation problems are kept from training by their canonical problem, the sorted numbers
 *       and the target. The study compares solutions, so that the same numbers in another order
 *       could be in both.
 *   <li>Targets that no board reaches take no part; with the study's settings there are none.
 *   <li>Problems have 2 to 6 numbers, in any range.
 *   <li>Stacked problems of different splits share not even a half.
 * </ol>
 */
package dev.switchback.family.countdown.puzzle;
