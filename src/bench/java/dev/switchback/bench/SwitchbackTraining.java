package dev.switchback.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.switchback.cluster.EngineThread;
import dev.switchback.model.AdamWStep;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Optimizer;
import dev.switchback.model.Optimizer.MuonStep;
import dev.switchback.model.Precision;
import dev.switchback.model.TrainedArrays;
import dev.switchback.model.Weights;
import dev.switchback.random.RandomStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Our own program with one of its optimizers. */
final class SwitchbackTraining implements Contender {
  private static final int PADDING = 0;
  private static final int MATRIX = 2048;
  private static final int PRODUCTS = 4;

  private final TrainingShape shape;
  private final int steps;
  private final Optimizer optimizer;
  private final Map<Precision, Loaded> loaded = new EnumMap<>(Precision.class);
  private final Set<String> warm = new HashSet<>();

  SwitchbackTraining(TrainingShape shape, int steps, Optimizer optimizer) {
    this.shape = shape;
    this.steps = steps;
    this.optimizer = optimizer;
  }

  @Override
  public String name() {
    return optimizer == Optimizer.MUON ? "Switchback, Muon" : "Switchback";
  }

  @Override
  public double tokensPerSecond(Precision precision, int threads) {
    EngineThread.prepare(threads);
    Loaded model = loaded.computeIfAbsent(precision, missing -> load(precision));
    if (warm.add("steps " + precision + threads)) {
      model.step();
    }
    long started = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      model.step();
    }
    return (double) steps * shape.tokens() / ((System.nanoTime() - started) / 1e9);
  }

  /** Operations a second of a large matrix product: what libtorch gets out of the machine. */
  double operationsPerSecond(Precision precision, int threads) {
    EngineThread.prepare(threads);
    Loaded model = loaded.computeIfAbsent(precision, missing -> load(precision));
    try (NDManager scope = model.program.newManager()) {
      NDArray matrix = scope.full(new Shape(MATRIX, MATRIX), 0.5f, DataType.FLOAT32);
      if (warm.add("products " + precision + threads)) {
        model.program.square(matrix, 1);
      }
      long started = System.nanoTime();
      model.program.square(matrix, PRODUCTS);
      return 2 * Math.pow(MATRIX, 3) * PRODUCTS / ((System.nanoTime() - started) / 1e9);
    }
  }

  @Override
  public void close() {
    loaded.values().forEach(model -> model.program.close());
  }

  private Loaded load(Precision precision) {
    CausalLmProgram program = new CausalLmProgram(shape.architecture(), precision, Device.cpu());
    NDManager manager = program.newManager();
    TrainedArrays arrays =
        TrainedArrays.load(
            program,
            manager,
            Weights.initial(shape.architecture(), 1),
            Weights.zeros(shape.architecture()),
            optimizer.secondMoments(shape.architecture()),
            0);
    RandomStream stream = RandomStream.of(1, "bench-rows");
    int other = shape.architecture().vocabularySize() - 1;
    long[] ids =
        LongStream.range(0, shape.rows() * (shape.length() + 1L))
            .map(i -> 1 + stream.nextInt(other))
            .toArray();
    NDArray tokens = manager.create(ids, new Shape(shape.rows(), shape.length() + 1L));
    int microBatchTokens = shape.microBatchRows() * (shape.length() + 1);
    AdamWStep rates = new AdamWStep(1, 3e-4, 0.9, 0.95, 0.1, 1e-8, PADDING, microBatchTokens);
    return new Loaded(program, arrays, tokens, rates, optimizer, new MuonStep(0.95, precision));
  }

  private record Loaded(
      CausalLmProgram program,
      TrainedArrays arrays,
      NDArray tokens,
      AdamWStep rates,
      Optimizer optimizer,
      MuonStep muon) {

    void step() {
      if (optimizer == Optimizer.MUON) {
        program.step(arrays, tokens, rates, muon);
      } else {
        program.step(arrays, tokens, rates);
      }
    }
  }
}
