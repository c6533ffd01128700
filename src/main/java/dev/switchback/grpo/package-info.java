/**
 * Group relative policy optimization: which problems a step draws, what its completions are worth
 * beside each other, the gradient of the objective, the update, and what a step saw.
 */
package dev.switchback.grpo;
