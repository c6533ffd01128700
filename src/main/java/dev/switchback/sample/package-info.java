/** Drawing completions from a model in batches, and scoring given ones. */
package dev.switchback.sample;
