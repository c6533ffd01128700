package dev.switchback.trace;

import java.util.Optional;

/**
 * What a text is worth as a solution of a problem.
 *
 * @param correct the strict rule: the claimed operations use each given number exactly once, each
 *     is right and has its operands available, and the last makes the target
 * @param correctPaper the looser rule of arXiv 2504.07052, under which numbers may be used again or
 *     left out
 * @param mistakes leaves found unequal to the target before the first claim of the goal
 * @param error why the strict rule refuses the text, as a short class name; empty if it does not
 * @param solutionEnd the offset just after the first claim of the goal in chars, -1 without a claim
 */
public record Verdict(
    boolean correct, boolean correctPaper, int mistakes, Optional<String> error, int solutionEnd) {}
