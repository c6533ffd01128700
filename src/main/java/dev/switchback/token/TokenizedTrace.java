package dev.switchback.token;

/**
 * A trace as tokens.
 *
 * @param tokens from START to END, one unsigned byte each
 * @param promptTokens how many of them, from START on, are the prompt; 0 where that is not known
 */
public record TokenizedTrace(byte[] tokens, int promptTokens) {}
