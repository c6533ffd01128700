/**
 * Searches that tell a listener what they do. Where the depth-first search differs from the study's
 * (arXiv 2504.07052): for a target of 0 or 1, which has no factor from 2 on, the heuristic mult
 * takes the target itself.
 */
package dev.switchback.search.countdown;
