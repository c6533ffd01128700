/**
 * Training and completing as Spark ML has them: an estimator that fits a causal language model to a
 * column of traces, and the model, which completes a column of prompts.
 *
 * <p>What a {@link org.apache.spark.ml.param.Param} means and its default come from the {@link
 * dev.switchback.config.Key} of the same setting. Params stay on the driver: a fit or a transform
 * freezes them into records first.
 */
package dev.switchback.ml;
