package dev.switchback.train;

/**
 * What a model in training answered, for people to read.
 *
 * @param step steps taken before
 * @param problem in the words of a person
 * @param text what it wrote, the prompt included
 * @param correct the strict verdict
 */
public record Generation(long step, String problem, String text, boolean correct) {}
