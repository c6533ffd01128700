package dev.switchback.model;

import ai.djl.Device;

/**
 * The numbers that a step of Muon has beside AdamW's (Keller Jordan, "Muon: An optimizer for hidden
 * layers in neural networks", 2024).
 *
 * @param momentum Nesterov's, of the matrices' gradients
 * @param precision in which the momentum is orthogonalized
 */
public record MuonStep(double momentum, Precision precision) {

  /** In bfloat16 where a device computes it natively, which GPUs do; in float32 on a CPU. */
  public static MuonStep on(Device device, double momentum) {
    return new MuonStep(momentum, device.isGpu() ? Precision.BFLOAT16 : Precision.FLOAT32);
  }
}
