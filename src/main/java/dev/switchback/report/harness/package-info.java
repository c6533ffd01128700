/** Results in the layout of lm-evaluation-harness. */
package dev.switchback.report.harness;
