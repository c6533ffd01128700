package dev.switchback.train;

/**
 * Rows of about the same length, padded on the right.
 *
 * @param rows how many
 * @param length of each, tokens
 * @param tokens row-major
 * @param counted tokens that are predicted: all but padding and each row's first
 */
public record Batch(int rows, int length, long[] tokens, int counted) {}
