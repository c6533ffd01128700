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

  /**
   * With the arithmetic that suits a device: bfloat16 on a GPU that computes it natively, float32
   * on others and on CPUs.
   *
   * @param training the arithmetic of the training, which is float32 on GPUs without bfloat16
   */
  public static MuonStep on(Device device, Precision training, double momentum) {
    return new MuonStep(momentum, device.isGpu() ? training : Precision.FLOAT32);
  }
}
