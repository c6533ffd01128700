/**
 * Sudoku's traces and verdicts. Where they differ from the study's (arXiv 2504.07052):
 *
 * <ol>
 *   <li>SOL_S stands on the line of {@code solving}, SOL_E on a line of its own; every line of the
 *       solution ends in a line end, the last one too.
 *   <li>{@code invalid} is written where a digit has no cell left in a unit; the study's condition
 *       for it is not known.
 *   <li>There are no retries and no fall-back to the naive search, which the study's solver needs.
 *   <li>The direct style follows the same search as the style strategy; the study's direct data
 *       came from an older version of its solver.
 *   <li>The style plain is ours: the study has no search without techniques.
 *   <li>The strict rule undoes what a revert undoes. The study's looser rule, which is computed
 *       beside it, takes the last digit written in each cell.
 * </ol>
 *
 * <p>With the study's order of guesses, a naive search as ours gives the study's published naive
 * traces byte for byte.
 */
package dev.switchback.family.sudoku.trace;
