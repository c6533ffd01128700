package dev.switchback.model;

/** What moves the weights by their gradients. */
public enum Optimizer {
  /** AdamW for all weights. */
  ADAMW("adamw"),
  /** Orthogonalized momentum for the matrices of the layers, AdamW for the others. */
  MUON("muon");

  private final String key;

  Optimizer(String key) {
    this.key = key;
  }

  /** By the word that a configuration file has for it. */
  public static Optimizer of(String key) {
    for (Optimizer optimizer : values()) {
      if (optimizer.key.equals(key)) {
        return optimizer;
      }
    }
    throw new IllegalArgumentException("Cannot train with: " + key + ", expected adamw or muon");
  }

  /** The second moments with which a training begins: zeros where the optimizer keeps them. */
  public Weights secondMoments(Architecture architecture) {
    return this == ADAMW
        ? Weights.zeros(architecture)
        : Weights.zeros(architecture, weight -> !weight.isLayerMatrix());
  }

  /**
   * The numbers that a step of Muon has beside AdamW's (Keller Jordan, "Muon: An optimizer for
   * hidden layers in neural networks", 2024).
   *
   * @param momentum Nesterov's, of the matrices' gradients
   * @param precision in which the momentum is orthogonalized
   */
  public record MuonStep(double momentum, Precision precision) {}
}
