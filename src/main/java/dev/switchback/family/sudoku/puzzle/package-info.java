/**
 * Sudoku: boards of size 9, 6 and 4, puzzles with exactly one solution, how many solutions a board
 * has, and which puzzles are the same but for their layout.
 *
 * <p>Where the puzzles differ from the study's (arXiv 2504.07052):
 *
 * <ol>
 *   <li>They are generated, each a function of seed, split and index. The study takes them from a
 *       collection of three million (Kaggle, radcliffe/3-million-sudoku-puzzles-with-ratings). With
 *       the defaults, the clues are as many: 22 to 29, 24.4 on average; no clue can be spared
 *       unless there are 22.
 *   <li>No symmetry class of puzzles is both in training and in validation. The study takes rows of
 *       the collection, and whether training had the test puzzles' file is not visible.
 *   <li>How hard a puzzle is, is the number of guesses of a plain search. The collection's rating
 *       comes from another search.
 *   <li>Symmetric layouts, other numbers of clues and boards of size 6 or 4 can be asked for.
 * </ol>
 */
package dev.switchback.family.sudoku.puzzle;
