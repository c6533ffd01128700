package dev.switchback.sample;

/**
 * What a completion is drawn for.
 *
 * @param problem the problem's place in its table, for the caller to know it again
 * @param drawKey identifies the problem to the random draws, whatever else is sampled beside it
 * @param sample which completion of the problem, from 0
 * @param tokens START and the problem's first line
 */
public record Prompt(int problem, long drawKey, int sample, int[] tokens) {}
