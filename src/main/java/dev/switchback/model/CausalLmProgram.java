package dev.switchback.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.switchback.model.KeyValueCache.PageShape;
import dev.switchback.model.Optimizer.MuonStep;
import dev.switchback.model.PolicyBatch.Group;
import dev.switchback.model.engine.DeviceArrays;
import dev.switchback.model.engine.NativeCalls;
import dev.switchback.model.engine.NativeMemory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The model program, loaded on one device for one architecture. See {@code causal_lm.py} for what
 * each method computes; here are the shapes of what goes in and comes out.
 *
 * <p>Shapes: B rows, T positions, V vocabulary, S decoding steps.
 *
 * <p>Arrays that a call returns belong to the manager of the first array given. An instance may be
 * used by one thread at a time; instances are independent of each other.
 */
public final class CausalLmProgram implements AutoCloseable {
  /**
   * What needs no gradients is computed for so many tokens at once: it takes little memory then.
   */
  private static final long GROUP_TOKENS = 8192;

  private final Architecture architecture;
  private final Precision precision;
  private final Kernels kernels;
  private final NDManager manager;
  private final NDManager cpu;
  private final PtSymbolBlock block;
  private final NDArray shape;
  private final NDArray scale;

  /** Loads the program; the caller closes it. */
  public CausalLmProgram(Architecture architecture, Precision precision, Device device) {
    this(architecture, precision, device, Kernels.of(device));
  }

  /** Loads the program in given ways of computing. */
  CausalLmProgram(Architecture architecture, Precision precision, Device device, Kernels kernels) {
    this(architecture, precision, Engine.getEngine("PyTorch").newBaseManager(device), kernels);
  }

  /**
   * @param manager of the device, which is the program's from now on: closed with it, or at once
   *     where it cannot be loaded
   */
  CausalLmProgram(
      Architecture architecture, Precision precision, NDManager manager, Kernels kernels) {
    this.architecture = architecture;
    this.precision = precision;
    this.kernels = kernels;
    this.manager = manager;
    try {
      manager.setName("causal-lm");
      cpu = manager.newSubManager(Device.cpu());
      block =
          JniUtils.loadModule(
              (PtNDManager) manager,
              new ByteArrayInputStream(TorchScriptArchive.bytes(kernels.products())),
              false,
              false);
      shape =
          cpu.create(
              new long[] {
                architecture.attentionHeads(),
                architecture.keyValueHeads(),
                precision.torchType(),
                architecture.layers(),
                kernels.queryBlock()
              });
      scale = cpu.create(new double[] {architecture.normEpsilon(), architecture.ropeTheta()});
    } catch (IOException unreadable) {
      manager.close();
      throw new IllegalStateException("Cannot load the model program", unreadable);
    } catch (RuntimeException | Error failed) {
      manager.close();
      throw failed;
    }
  }

  public Architecture architecture() {
    return architecture;
  }

  Precision precision() {
    return precision;
  }

  Kernels kernels() {
    return kernels;
  }

  /** Tokens that each of so many rows is best given in one {@link #decode}. */
  public int steps(int rows) {
    return kernels.steps(rows);
  }

  /** A manager on the program's device, below the program's own; the caller closes it. */
  public NDManager newManager() {
    return manager.newSubManager();
  }

  /** A float64 vector on the CPU, where the program reads settings, owned by the given manager. */
  public NDArray numbers(NDManager owner, double... values) {
    NDArray array = cpu.create(values);
    array.attach(owner);
    return array;
  }

  /** Copies weights to the device, as arrays of the given manager. */
  public NDList load(NDManager target, Weights weights) {
    List<WeightShape> shapes = architecture.weights();
    NDList list = new NDList(shapes.size());
    for (int i = 0; i < shapes.size(); i++) {
      float[] values = weights.values(i);
      long[] dimensions =
          values.length == 0
              ? new long[] {0}
              : shapes.get(i).shape().stream().mapToLong(Integer::longValue).toArray();
      list.add(target.create(FloatBuffer.wrap(values), new Shape(dimensions)));
    }
    return list;
  }

  /** Copies weights back from the device. */
  public Weights save(NDList list) {
    float[][] values = list.stream().map(DeviceArrays::floats).toArray(float[][]::new);
    return new Weights(architecture, values);
  }

  /**
   * Joins and casts weights for decoding.
   *
   * @param weights as {@link #load} gives them
   * @return arrays for {@link #prefill} and {@link #decode}, of the weights' manager
   */
  public NDList prepare(NDList weights) {
    NDList inputs = new NDList();
    add(inputs, "w[]", weights);
    inputs.addAll(new NDList(shape, scale));
    try (NDArray positions = cpu.create((long) KeyValueCache.positions(architecture))) {
      inputs.add(positions);
      return call("prepare", inputs, false);
    }
  }

  /**
   * Computes what follows each token.
   *
   * @param tokens int64 [B,T]
   * @return float32 [B,T,V], not normalized
   */
  public NDArray logits(NDList weights, NDArray tokens) {
    NDList inputs = new NDList();
    add(inputs, "w[]", weights);
    inputs.addAll(new NDList(tokens, shape, scale));
    return call("logits", inputs, false).singletonOrThrow();
  }

  /**
   * The mean cross-entropy, in nats, of each token that is predicted: all but a row's first, those
   * that are only read, and the padding.
   *
   * @param tokens int64 [B,T+1], padded on the right; a token t that is only read is -1 - t
   * @param padding the token that does not count
   */
  public double loss(NDList weights, NDArray tokens, int padding) {
    NDList inputs = new NDList();
    add(inputs, "w[]", weights);
    inputs.addAll(new NDList(tokens, shape, scale));
    try (NDArray number = cpu.create((long) padding);
        NDArray group = cpu.create(GROUP_TOKENS)) {
      inputs.addAll(new NDList(number, group));
      try (NDList results = call("loss", inputs, false)) {
        return DeviceArrays.floats(results.get(0))[0];
      }
    }
  }

  /**
   * Joins and casts weights for scoring.
   *
   * @param weights as {@link #load} gives them
   * @return arrays for {@link #score}, of the weights' manager; they share no memory with the
   *     weights, which may be changed or closed
   */
  public NDList fuse(NDList weights) {
    NDList inputs = new NDList();
    add(inputs, "w[]", weights);
    inputs.add(shape);
    return call("join", inputs, false);
  }

  /**
   * How probable given tokens are, each after those before it in its row.
   *
   * @param fused from {@link #fuse}
   * @param tokens int64 [B,T+1], padded on the right with any token
   * @return log-probabilities of each token but a row's first, in nats, at temperature 1, float32
   *     [B,T]; those of the padding say nothing
   */
  public NDArray score(NDList fused, NDArray tokens) {
    return score(fused, tokens, 1);
  }

  /**
   * The same at a temperature.
   *
   * @param temperature above 0
   */
  public NDArray score(NDList fused, NDArray tokens, double temperature) {
    NDList inputs = new NDList();
    add(inputs, "f[]", fused);
    inputs.addAll(new NDList(tokens, shape, scale));
    try (NDArray settings = cpu.create(new double[] {GROUP_TOKENS, temperature})) {
      inputs.add(settings);
      return call("score", inputs, false).singletonOrThrow();
    }
  }

  /**
   * As {@link #logits}, from weights that are joined already.
   *
   * @param fused from {@link #fuse}
   */
  NDArray fusedLogits(NDList fused, NDArray tokens) {
    NDList inputs = new NDList();
    add(inputs, "f[]", fused);
    inputs.addAll(new NDList(tokens, shape, scale));
    return call("fused_logits", inputs, false).singletonOrThrow();
  }

  /** Gradients by joined weights to which nothing was added yet: zeros in float32. */
  NDList noGradients(NDList fused) {
    NDList inputs = new NDList();
    add(inputs, "f[]", fused);
    return call("no_gradients", inputs, true);
  }

  /** Gradients by joined weights as gradients by the weights, which share no memory with them. */
  NDList unfused(NDList weights, NDList gradients) {
    NDList inputs = new NDList();
    add(inputs, "w[]", weights);
    add(inputs, "g[]", gradients);
    inputs.add(shape);
    return call("unfused", inputs, false);
  }

  /**
   * Adds the gradients of what a policy learns from completions, and their sums.
   *
   * @param fused from {@link #fuse}
   * @param gradients by the joined weights, changed in place
   * @param tokens int64 [B,T+1]: those of the rows
   * @param reference logits of the reference [B,T,V], or none: [0]
   * @param totals see {@code policy.py}, changed in place
   * @param terms see {@code policy.py}, on the CPU
   */
  void policyGradients(
      NDList fused,
      NDList gradients,
      NDArray tokens,
      NDArray reference,
      Group rows,
      NDArray totals,
      NDArray terms) {
    NDList inputs = new NDList();
    add(inputs, "f[]", fused);
    add(inputs, "g[]", gradients);
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDManager scope = manager.newSubManager();
        NDArray learned = cpu.create(rows.learned())) {
      inputs.addAll(new NDList(tokens, reference));
      inputs.addAll(new NDList(rows.spans(scope), rows.values(scope), rows.drawn(scope)));
      inputs.addAll(new NDList(totals, terms, learned, shape, scale));
      call("policy_gradients", inputs, rows.learned()).close();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * The part of {@link #policyGradients} between the logits and their gradient.
   *
   * @param logits float32 [B,T,V]
   * @return float32 [B T,V]
   */
  NDArray policyAtLogits(
      NDArray logits, NDArray reference, Group rows, NDArray totals, NDArray terms) {
    try (NDManager scope = manager.newSubManager()) {
      NDList inputs = new NDList(logits, reference, rows.tokens(scope).get(":, 1:"));
      inputs.addAll(new NDList(rows.spans(scope), rows.values(scope), rows.drawn(scope)));
      inputs.addAll(new NDList(totals, terms));
      return call("policy_at_logits", inputs, false).singletonOrThrow();
    }
  }

  /**
   * One optimizer step in place, of a state that AdamW alone trains.
   *
   * @param state what is trained
   * @param tokens int64 [B,T+1], padded on the right; a token t that is only read is -1 - t
   * @param rates the step's numbers
   * @return the loss before the step, and the gradient's norm before clipping; where either is not
   *     finite, nothing was changed
   */
  public StepResult step(TrainedArrays state, NDArray tokens, AdamWStep rates) {
    return step(state, tokens, rates.numbers());
  }

  /**
   * The same of a state whose matrices Muon trains.
   *
   * @param muon its own numbers; the learning rate, the decay and the clipping are those of AdamW
   */
  public StepResult step(TrainedArrays state, NDArray tokens, AdamWStep rates, MuonStep muon) {
    DoubleStream own = DoubleStream.of(muon.momentum(), muon.precision().torchType());
    return step(
        state, tokens, DoubleStream.concat(DoubleStream.of(rates.numbers()), own).toArray());
  }

  private StepResult step(TrainedArrays state, NDArray tokens, double[] rates) {
    NDList inputs = new NDList();
    add(inputs, "w[]", state.weights());
    add(inputs, "m[]", state.firstMoments());
    add(inputs, "v[]", state.secondMoments());
    add(inputs, "steps[]", state.counters());
    inputs.addAll(new NDList(tokens, shape, scale));
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDArray numbers = cpu.create(rates)) {
      inputs.add(numbers);
      try (NDList results = call("step", inputs, true)) {
        return new StepResult(
            DeviceArrays.floats(results.get(0))[0], DeviceArrays.floats(results.get(1))[0]);
      }
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Gradients of the loss by each weight, for checking them.
   *
   * @param tokens int64 [B,T+1], padded on the right; a token t that is only read is -1 - t
   */
  public Weights gradients(NDList weights, NDArray tokens, int padding) {
    NDList inputs = new NDList();
    add(inputs, "w[]", weights);
    inputs.addAll(new NDList(tokens, shape, scale));
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDArray number = cpu.create((long) padding);
        NDArray wholeBatch = cpu.create(0L)) {
      inputs.addAll(new NDList(number, wholeBatch));
      try (NDList results = call("gradients", inputs, true)) {
        return save(results.subNDList(1));
      }
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Multiplies a matrix with itself in the program's precision, for measuring what the device can
   * do.
   *
   * @param matrix float32 [N,N]
   * @param times how often
   */
  public void square(NDArray matrix, int times) {
    try (NDArray number = cpu.create((long) times)) {
      call("square", new NDList(matrix, shape, number), false).close();
    }
  }

  /**
   * Reads prompts.
   *
   * @param prepared from {@link #prepare}
   * @param tokens int64 [B,T], padded on the right
   * @param page positions of a page, as the cache has them
   * @return for each layer the keys, then for each layer the values, as pages [B J, key-value
   *     heads, page, head width] in the program's precision: J for each prompt, the last one filled
   *     up
   */
  public NDList prefill(NDList prepared, NDArray tokens, int page) {
    NDList inputs = new NDList();
    add(inputs, "d[]", prepared);
    inputs.addAll(new NDList(tokens, shape, scale));
    try (NDArray side = cpu.create((long) page)) {
      inputs.add(side);
      return call("prefill", inputs, false);
    }
  }

  /** Pages of zeros [N, key-value heads, positions, head width] for one layer. */
  NDArray emptyPages(NDList prepared, PageShape page, int count) {
    NDList inputs = new NDList();
    add(inputs, "d[]", prepared);
    try (NDArray numbers =
        cpu.create(new long[] {count, page.positions(), page.precision().torchType()})) {
      inputs.addAll(new NDList(numbers, shape));
      return call("empty_pages", inputs, false).singletonOrThrow();
    }
  }

  /**
   * Copies pages between arrays of the same shapes but for their number of pages, and their length,
   * which may be greater in the targets.
   *
   * @param source int64 [M], pages of each of the first arrays
   * @param target int64 [M], where they go in its counterpart
   */
  void copyPages(NDList sources, NDList targets, NDArray source, NDArray target) {
    NDList inputs = new NDList();
    add(inputs, "sources[]", sources);
    add(inputs, "targets[]", targets);
    inputs.addAll(new NDList(source, target));
    call("copy_pages", inputs, false).close();
  }

  /**
   * Moves pages within each array, all at once.
   *
   * @param source int64 [M]
   * @param target int64 [M]
   */
  void movePages(NDList arrays, NDArray source, NDArray target) {
    NDList inputs = new NDList();
    add(inputs, "arrays[]", arrays);
    inputs.addAll(new NDList(source, target));
    call("move_pages", inputs, false).close();
  }

  /**
   * Decodes S tokens for each of B rows.
   *
   * @param prepared from {@link #prepare}
   * @param cache in the order of the rows
   * @param tokens int64 [B], the last token known of each row
   * @param positions int64 [B], where it stands
   * @param pages int64 [B,S], where keys and values of the S tokens go
   * @param uniforms float64 [B,S] in [0,1), one draw each
   * @param samplingParams float64 [3] on the CPU: temperature, top-k, top-p
   * @return tokens int64 [B,S], their log-probabilities at temperature 1, float32 [B,S], and those
   *     with which they were drawn, float32 [B,S]
   */
  public NDList decode(
      NDList prepared,
      KeyValueCache cache,
      NDArray tokens,
      NDArray positions,
      NDArray pages,
      NDArray uniforms,
      NDArray samplingParams) {
    NDList inputs = new NDList();
    add(inputs, "d[]", prepared);
    add(inputs, "keys[]", cache.keys());
    add(inputs, "values[]", cache.values());
    try (NDArray blocks = cpu.create(cache.blocks())) {
      inputs.addAll(
          new NDList(tokens, positions, pages, blocks, uniforms, shape, scale, samplingParams));
      return call("decode", inputs, false);
    }
  }

  @Override
  public void close() {
    manager.close();
    NativeMemory.giveBack();
  }

  /**
   * The optimizing executor is switched off, for the calling thread, in each call: it is slow for
   * every new shape, and its differentiation mixes types in bfloat16.
   */
  private NDList call(String method, NDList inputs, boolean gradients) {
    JniUtils.setGraphExecutorOptimize(false);
    try (NDArray name = cpu.create(0f)) {
      name.setName("module_method:" + method);
      inputs.add(name);
      return NativeCalls.make(() -> IValueUtils.forward(block, inputs, gradients));
    }
  }

  private static void add(NDList inputs, String name, NDList arrays) {
    for (NDArray array : arrays) {
      array.setName(name);
      inputs.add(array);
    }
  }

  /**
   * What one optimizer step saw.
   *
   * @param loss mean cross-entropy in nats, before the step
   * @param gradientNorm over all weights, before clipping
   */
  public record StepResult(float loss, float gradientNorm) {

    /** Whether the step was taken: both numbers are finite. */
    public boolean taken() {
      return Float.isFinite(loss) && Float.isFinite(gradientNorm);
    }
  }
}
