/**
 * Sudoku's techniques and the search that combines them with guesses. Where it differs from the
 * study's (arXiv 2504.07052):
 *
 * <ol>
 *   <li>The techniques are applied until none of them makes progress, from the first again after
 *       each that does. The study's flag for this is reset by each technique, so that it usually
 *       stops after one round, and guesses in cells with one candidate.
 *   <li>A guess is made in a cell with the fewest candidates, or in the first one. The study sorts
 *       cells by comparing sets of candidates, which is neither.
 *   <li>A digit without a place in a unit is a dead end as soon as hidden singles are looked for.
 *   <li>Unique rectangles are looked for only where a puzzle is known to have one solution, and
 *       only those with three corners of two candidates.
 *   <li>A search that fails is not repeated with fewer techniques: none of them can fail.
 * </ol>
 */
package dev.switchback.family.sudoku.search;
