/**
 * Writes what a run found for readers and other programs: report, problem browser,
 * lm-evaluation-harness.
 */
package dev.switchback.publish;
