/** Sudoku: the board, its puzzles, and how many solutions they have. */
package dev.switchback.puzzle.sudoku;
