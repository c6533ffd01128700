package dev.switchback.trace;

/**
 * A problem's solving, written down.
 *
 * @param text lines, each with its newline; the first is the prompt
 * @param solved whether the text ends in the claim of the goal
 * @param mistakes leaves found unequal to the target
 * @param nodes operations explored
 */
public record Trace(String text, boolean solved, int mistakes, int nodes) {}
