package dev.switchback.claim;

/**
 * A number on the question of a claim that does not decide it.
 *
 * @param what it is
 * @param unit of the number
 * @param value the estimate
 * @param low lower end of its interval; the value again where there is none
 * @param high upper end of its interval; the value again where there is none
 */
public record BesideFigure(String what, Claim.Unit unit, double value, double low, double high) {}
