/**
 * Statistics that know nothing of players: the bootstrap over problems, its intervals, hypothesis
 * tests.
 */
package dev.switchback.metric.statistics;
