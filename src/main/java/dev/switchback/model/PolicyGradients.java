package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.switchback.model.engine.DeviceArrays;
import java.util.Optional;

/**
 * The gradients of a policy's objective, added up over batches on one device, in float32.
 *
 * <p>Neither a batch's padding nor what stands in it has any effect, nor has what follows a
 * completion. Rows that are computed together, and batches, only change the order of sums.
 *
 * <p>Holds native memory; the caller closes it. For one thread.
 */
public final class PolicyGradients implements AutoCloseable {
  /** Places of {@code totals} in {@code policy.py}. */
  static final int TOTALS = 10;

  private final CausalLmProgram program;
  private final PolicyObjective objective;
  private final int microBatchTokens;
  private final NDManager manager;
  private final NDList weights;
  private final NDList fused;
  private final Optional<NDList> reference;
  private final NDList gradients;
  private final NDArray totals;
  private long referenceNanos;

  /**
   * Copies weights to the program's device.
   *
   * @param policy what learns
   * @param reference what it is kept near to and measured against; without one, sums have no KL
   *     divergence
   * @param microBatchTokens tokens that are computed at once, padding included, but at least one
   *     row; 0 for a whole batch
   * @throws IllegalArgumentException if the objective has a KL term and there is no reference
   */
  public PolicyGradients(
      CausalLmProgram program,
      Weights policy,
      Optional<Weights> reference,
      PolicyObjective objective,
      int microBatchTokens) {
    if (objective.klWeight() > 0 && reference.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot learn with klWeight "
              + objective.klWeight()
              + " without a reference, expected one or 0");
    }
    this.program = program;
    this.objective = objective;
    this.microBatchTokens = microBatchTokens;
    manager = program.newManager();
    try {
      weights = program.load(manager, policy);
      fused = program.fuse(weights);
      this.reference = reference.map(this::fused);
      gradients = program.noGradients(fused);
      totals = manager.zeros(new Shape(TOTALS), DataType.FLOAT64);
    } catch (RuntimeException | Error failed) {
      manager.close();
      throw failed;
    }
  }

  private NDList fused(Weights others) {
    try (NDManager passing = program.newManager()) {
      NDList joined = program.fuse(program.load(passing, others));
      joined.attach(manager);
      return joined;
    }
  }

  /** Adds the gradients of a batch's completions. */
  public void add(PolicyBatch batch) {
    double[] terms = objective.terms(batch.offPolicy());
    for (PolicyBatch.Group rows : batch.groups(microBatchTokens)) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray tokens = rows.tokens(scope);
        program.policyGradients(
            fused,
            gradients,
            tokens,
            referenceLogits(scope, tokens),
            rows,
            totals,
            program.numbers(scope, terms));
      }
    }
  }

  private NDArray referenceLogits(NDManager scope, NDArray tokens) {
    if (reference.isEmpty()) {
      return scope.create(new float[0], new Shape(0));
    }
    long started = System.nanoTime();
    NDArray logits = program.fusedLogits(reference.get(), tokens.get(":, :-1"));
    logits.attach(scope);
    referenceNanos += System.nanoTime() - started;
    return logits;
  }

  /** Time that went into the reference's passes; on a GPU, into starting them. */
  public double referenceSeconds() {
    return referenceNanos / 1e9;
  }

  /** Of all completions that were added. */
  public PolicySums sums() {
    return PolicySums.of(DeviceArrays.doubles(totals), reference.isPresent());
  }

  /** Of all completions that were added, shaped as the weights. */
  public Weights gradient() {
    try (NDList unfused = program.unfused(weights, gradients)) {
      return program.save(unfused);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
