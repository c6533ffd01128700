package dev.switchback.family.countdown.search;

/**
 * How hard a CountDown problem is for those who search.
 *
 * @param solutionCount solutions as sequences of operations, as {@link
 *     dev.switchback.family.countdown.puzzle.CountdownSolver#countSolutions} counts them
 * @param dfsSumNodes operations that the depth-first search with the heuristic sum explores up to
 *     its first solution, or in all if it misses every one
 * @param dfsSumSolves whether that search finds a solution in spite of what it leaves out
 * @param dfsMultNodes the same with the heuristic mult
 * @param dfsMultSolves the same with the heuristic mult
 */
public record CountdownDifficulty(
    long solutionCount,
    int dfsSumNodes,
    boolean dfsSumSolves,
    int dfsMultNodes,
    boolean dfsMultSolves) {}
