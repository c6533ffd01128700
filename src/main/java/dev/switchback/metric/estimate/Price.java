package dev.switchback.metric.estimate;

import java.io.Serializable;

/** What reading and writing cost, in one unit of test-time compute. */
public interface Price extends Serializable {
  /** Generated tokens; reading is free. */
  Price TOKENS =
      new Price() {
        @Override
        public double ofPrompt(int promptTokens) {
          return 0;
        }

        @Override
        public double ofCompletion(int promptTokens, double tokens) {
          return tokens;
        }
      };

  /**
   * What it costs to read a prompt, once for all completions of a problem.
   *
   * @param promptTokens START included
   */
  double ofPrompt(int promptTokens);

  /**
   * What it costs to write one completion after the prompt has been read.
   *
   * @param tokens generated
   */
  double ofCompletion(int promptTokens, double tokens);
}
