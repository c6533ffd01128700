package dev.switchback.grpo;

import java.io.Serializable;

/**
 * A completion that a step has drawn and judged.
 *
 * @param group its problem's place among those of the step, from 0
 * @param sample its place in the group, from 0
 * @param promptTokens START and the problem's first line
 * @param tokens generated, END included where it was reached
 * @param logProbabilities with which each of them was drawn, at the temperature of the draw, in
 *     nats
 * @param facts what counts of it
 */
public record Rollout(
    int group, int sample, int[] promptTokens, int[] tokens, float[] logProbabilities, Facts facts)
    implements Serializable {

  /** Tokens of prompt and completion. */
  public int length() {
    return promptTokens.length + tokens.length;
  }

  /**
   * What the driver knows of a completion.
   *
   * @param group as above
   * @param sample as above
   * @param promptTokens how many
   * @param tokens how many were generated
   * @param cut whether it reached the limit, and not END
   * @param correct by the strict rule
   * @param correctPaper by the study's looser rule
   * @param mistakes dead ends on its way
   */
  public record Facts(
      int group,
      int sample,
      int promptTokens,
      int tokens,
      boolean cut,
      boolean correct,
      boolean correctPaper,
      int mistakes)
      implements Serializable {}
}
