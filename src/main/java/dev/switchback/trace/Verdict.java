package dev.switchback.trace;

import java.util.Optional;

/**
 * What a text is worth as a solution of a problem.
 *
 * @param correct the strict rule. In CountDown, the claimed operations use each given number
 *     exactly once, each is right and has its operands available, and the last makes the target; in
 *     Sudoku, every cell is right in the end and the givens are kept
 * @param correctPaper the looser rule of arXiv 2504.07052: numbers may be used again or left out;
 *     the digit last written in each cell counts
 * @param mistakes dead ends before the solution's end: leaves found unequal to the target, or
 *     reverts
 * @param error why the strict rule refuses the text, as a short class name; empty if it does not
 * @param solutionEnd the offset in chars just after the first claim of a solution, -1 without one
 */
public record Verdict(
    boolean correct, boolean correctPaper, int mistakes, Optional<String> error, int solutionEnd) {}
