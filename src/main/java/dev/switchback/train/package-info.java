/** Supervised training: rows, batches, the learning rate, the step loop, checkpoints. */
package dev.switchback.train;
