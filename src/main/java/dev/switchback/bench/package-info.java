/** Measurements of speed, printed as tables for {@code docs/performance.md}. */
package dev.switchback.bench;
