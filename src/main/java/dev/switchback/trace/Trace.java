package dev.switchback.trace;

/**
 * A problem's solving, written down.
 *
 * @param text lines, each with its newline, or terse and without; it begins with the prompt
 * @param solved whether the text ends in the claim of a solution
 * @param mistakes dead ends: in CountDown leaves found unequal to the target, in Sudoku reverts
 * @param nodes operations explored, or cells filled
 */
public record Trace(String text, boolean solved, int mistakes, int nodes) {}
