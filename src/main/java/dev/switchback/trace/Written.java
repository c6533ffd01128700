package dev.switchback.trace;

import java.util.Optional;

/**
 * What stands in a text besides its being right or wrong.
 *
 * @param nodes steps that it explores after the prompt: operations, or digits placed
 * @param firstMove the first of them, equal for moves that differ in nothing but the order of what
 *     is added or multiplied; empty without a step
 * @param answer the solution that it claims first, equal for solutions that are the same
 *     calculation; empty without a claim, or where what is claimed cannot be read
 */
public record Written(int nodes, Optional<String> firstMove, Optional<String> answer) {}
