package dev.switchback.claim;

/**
 * A number on the question of a claim that does not decide it.
 *
 * @param what it is
 * @param value the estimate
 * @param low lower end of its interval
 * @param high upper end of its interval
 */
public record BesideFigure(String what, double value, double low, double high) {}
