package dev.switchback.report;

/**
 * A player's accuracy at the budget of the headline.
 *
 * @param look of the player
 * @param value share of the problems solved
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param text the three as a sentence has them
 */
public record Standing(Look look, double value, double low, double high, String text) {}
