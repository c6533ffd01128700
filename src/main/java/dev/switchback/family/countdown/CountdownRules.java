package dev.switchback.family.countdown;

/** What a report says of CountDown and stacked CountDown alike. */
final class CountdownRules {
  static final String REUSE =
      "The verifier is strict. The paper’s accepts steps that use a number twice or leave one out.";
  static final String LEAF = "a dead end that its text reaches before it first claims the goal";
  static final String CLAIM =
      "Budgets count generated tokens up to the claim of the goal; the paper counts prompt tokens"
          + " as well, up to the end of the text.";

  private CountdownRules() {}
}
