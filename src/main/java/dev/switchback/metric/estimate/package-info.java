/**
 * Estimates from the completions of one player on one problem: pass@k, accuracy at a budget, votes,
 * costs.
 */
package dev.switchback.metric.estimate;
