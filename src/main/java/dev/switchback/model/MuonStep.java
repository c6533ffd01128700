package dev.switchback.model;

/**
 * The numbers that a step of Muon has beside AdamW's (Keller Jordan, "Muon: An optimizer for hidden
 * layers in neural networks", 2024).
 *
 * @param momentum Nesterov's, of the matrices' gradients
 * @param precision in which the momentum is orthogonalized
 */
public record MuonStep(double momentum, Precision precision) {}
