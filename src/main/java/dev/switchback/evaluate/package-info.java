/** Scores completions and reference players, and measures all of them, in Spark jobs. */
package dev.switchback.evaluate;
