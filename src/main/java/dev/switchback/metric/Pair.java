package dev.switchback.metric;

/** Two players that are compared on the problems that both have. */
record Pair(Entrant first, Entrant second) {}
