/**
 * Statistics over verdicts and the cost of a generation: pure values, no problem and no model in
 * sight.
 *
 * <p>Deviations from the paper (To Backtrack or Not to Backtrack, arXiv 2504.07052):
 *
 * <ol>
 *   <li>pass@k is the unbiased estimator from n samples, where the paper makes a separate run of k
 *       samples for each k.
 *   <li>Every figure carries a bootstrap interval over problems, and two models are compared on the
 *       same problems; the paper gives single figures from 200 problems.
 *   <li>Accuracy at a budget is a property of one rule for all players, {@link
 *       dev.switchback.metric.estimate.AccuracyAtBudget}: completions one after another until the
 *       budget is spent. The paper pairs n samples with a chain length by eye.
 *   <li>Floating-point operations are counted by the paper's formula and, beside it, by one that
 *       has the prompt, both products of attention and the output head, {@link
 *       dev.switchback.metric.estimate.DecodingCost}.
 *   <li>Mistakes of a model that only answers are the expectation over the order of its samples;
 *       the paper takes the smallest run of n samples that has a success.
 *   <li>The similarity of two players by bins of mistakes stands beside what it would be by chance,
 *       and beside a rank correlation.
 * </ol>
 */
package dev.switchback.metric;
