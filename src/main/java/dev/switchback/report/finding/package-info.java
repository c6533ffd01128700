/** Findings: sentences that the measurements support, and what they leave open. */
package dev.switchback.report.finding;
