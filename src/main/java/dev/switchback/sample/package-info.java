/** Drawing completions from a model in batches. */
package dev.switchback.sample;
