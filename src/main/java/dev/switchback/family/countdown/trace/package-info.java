/**
 * The grammar of CountDown: its styles, how they are written, read and judged. What the study
 * (arXiv 2504.07052) leaves open about stacked problems is decided as follows:
 *
 * <ol>
 *   <li>Leaves of the first half say {@code x,y equal} or {@code x,y unequal} and no more.
 *   <li>The second search's root is node 1, to which the search moves in a line of its own.
 *   <li>Both searches are always written.
 *   <li>The goal is claimed only where both halves are made: after a failed first half, the second
 *       half's leaves are worded as the first's, and a text that fails ends in {@code No solution
 *       found.}
 *   <li>Both halves are judged, the study's limit of explored operations counts both together.
 * </ol>
 */
package dev.switchback.family.countdown.trace;
