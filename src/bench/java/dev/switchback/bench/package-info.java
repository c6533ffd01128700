/**
 * Measurements of speed, printed as tables for {@code docs/performance.md}, and kernels for JMH.
 * Nothing of it is in the program's jar.
 */
package dev.switchback.bench;
