package dev.switchback.claim;

/**
 * A model that claims are about.
 *
 * @param model its name
 * @param approach what it learned to write
 * @param temperature at which its completions are drawn; at 0 there is one, the greedy chain
 * @param reinforced whether it was trained by rewards as well
 */
public record Subject(String model, Approach approach, double temperature, boolean reinforced) {
  /** Whether it has one deterministic completion of a problem. */
  boolean isGreedy() {
    return temperature == 0;
  }

  /** How it was drawn, after its name. */
  String described() {
    return isGreedy()
        ? model + ": one greedy chain"
        : model + ": samples at temperature " + temperature;
  }
}
