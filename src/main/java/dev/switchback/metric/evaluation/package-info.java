/**
 * The evaluation of players: a pass over problems adds up exact sums, from which all figures
 * follow.
 */
package dev.switchback.metric.evaluation;
