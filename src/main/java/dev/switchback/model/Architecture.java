package dev.switchback.model;

import dev.switchback.experiment.ArchitectureSettings;
import dev.switchback.metric.estimate.DecodingCost;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a causal transformer, as Hugging Face's {@code Qwen2ForCausalLM}: pre-norm RMSNorm,
 * rotary positions, grouped-query attention with biases on query, key and value, a SiLU-gated
 * feed-forward part.
 *
 * @param vocabularySize number of tokens
 * @param hiddenSize width of the residual stream
 * @param layers number of layers
 * @param attentionHeads query heads; {@code hiddenSize / attentionHeads} is the width of a head
 * @param keyValueHeads key and value heads, a divisor of {@code attentionHeads}
 * @param feedForwardSize width of the gated part
 * @param contextLength longest row in tokens
 * @param ropeTheta base of the rotary frequencies
 * @param normEpsilon added to the mean square
 * @param initializerRange standard deviation of initial weights
 * @param tiedEmbeddings whether the output head is the embedding
 */
public record Architecture(
    int vocabularySize,
    int hiddenSize,
    int layers,
    int attentionHeads,
    int keyValueHeads,
    int feedForwardSize,
    int contextLength,
    double ropeTheta,
    double normEpsilon,
    double initializerRange,
    boolean tiedEmbeddings)
    implements Serializable {
  /** Before the names of the weights of layers. */
  static final String LAYERS = "model.layers.";

  /** The architecture that settings describe, for a vocabulary of the given size. */
  public static Architecture of(ArchitectureSettings settings, int vocabularySize) {
    return new Architecture(
        vocabularySize,
        settings.hiddenSize(),
        settings.layers(),
        settings.attentionHeads(),
        settings.keyValueHeads(),
        settings.feedForwardSize(),
        settings.contextLength(),
        settings.ropeTheta(),
        settings.normEpsilon(),
        settings.initializerRange(),
        settings.tiedEmbeddings());
  }

  /** Width of one attention head. */
  public int headWidth() {
    return hiddenSize / attentionHeads;
  }

  /**
   * Every weight in the order the program takes them, named and shaped as Hugging Face has them.
   */
  public List<WeightShape> weights() {
    int queries = attentionHeads * headWidth();
    int keys = keyValueHeads * headWidth();
    List<WeightShape> weights = new ArrayList<>();
    weights.add(WeightShape.matrix("model.embed_tokens.weight", vocabularySize, hiddenSize));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = LAYERS + layer + ".";
      weights.add(WeightShape.norm(prefix + "input_layernorm.weight", hiddenSize));
      addProjection(weights, prefix + "self_attn.q_proj", queries);
      addProjection(weights, prefix + "self_attn.k_proj", keys);
      addProjection(weights, prefix + "self_attn.v_proj", keys);
      weights.add(WeightShape.matrix(prefix + "self_attn.o_proj.weight", hiddenSize, queries));
      weights.add(WeightShape.norm(prefix + "post_attention_layernorm.weight", hiddenSize));
      weights.add(WeightShape.matrix(prefix + "mlp.gate_proj.weight", feedForwardSize, hiddenSize));
      weights.add(WeightShape.matrix(prefix + "mlp.up_proj.weight", feedForwardSize, hiddenSize));
      weights.add(WeightShape.matrix(prefix + "mlp.down_proj.weight", hiddenSize, feedForwardSize));
    }
    weights.add(WeightShape.norm("model.norm.weight", hiddenSize));
    if (!tiedEmbeddings) {
      weights.add(WeightShape.matrix("lm_head.weight", vocabularySize, hiddenSize));
    }
    return weights;
  }

  /** What it costs to compute with. */
  public DecodingCost cost() {
    return new DecodingCost(
        layers, hiddenSize, keyValueHeads * headWidth(), feedForwardSize, vocabularySize);
  }

  /** Number of trained values. */
  public long parameterCount() {
    return weights().stream().mapToLong(WeightShape::size).sum();
  }

  private void addProjection(List<WeightShape> weights, String name, int rows) {
    weights.add(WeightShape.matrix(name + ".weight", rows, hiddenSize));
    weights.add(WeightShape.bias(name + ".bias", rows));
  }
}
