package dev.switchback.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Weights;
import dev.switchback.model.engine.DeviceArrays;
import dev.switchback.sample.GivenText.Scored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Tells how probable given completions are under a model at a temperature, whoever wrote them: the
 * same log-probabilities that {@link Decoder} reports for what it draws, up to rounding. A text's
 * score does not depend on the texts beside it, up to rounding.
 *
 * <p>Texts are read in windows, and those of about one length in a window are scored together.
 *
 * <p>Holds native memory; the caller closes it. For one thread.
 */
public final class Scorer implements AutoCloseable {
  /** Texts that are held at most. */
  static final int WINDOW = 1024;

  private final CausalLmProgram program;
  private final NDList fused;
  private final int padding;
  private final double temperature;
  private final NDManager manager;

  /** Copies weights to the program's device, and scores at temperature 1. */
  public Scorer(CausalLmProgram program, Weights weights, int padding) {
    this(program, weights, padding, 1);
  }

  /**
   * Copies weights to the program's device.
   *
   * @param temperature at which texts are scored, above 0
   */
  public Scorer(CausalLmProgram program, Weights weights, int padding, double temperature) {
    this.program = program;
    this.padding = padding;
    this.temperature = requireAboveZero(temperature);
    manager = program.newManager();
    try (NDManager passing = program.newManager();
        NDList loaded = program.load(passing, weights)) {
      fused = program.fuse(loaded);
      fused.attach(manager);
    } catch (RuntimeException | Error failed) {
      manager.close();
      throw failed;
    }
  }

  /**
   * Uses weights that others may use as well, and scores at temperature 1.
   *
   * @param fused as {@link CausalLmProgram#fuse} gives them; they outlive the scorer
   * @param padding the token that fills up rows
   */
  public Scorer(CausalLmProgram program, NDList fused, int padding) {
    this(program, fused, padding, 1);
  }

  /**
   * Uses weights that others may use as well.
   *
   * @param fused as {@link CausalLmProgram#fuse} gives them; they outlive the scorer
   * @param padding the token that fills up rows
   * @param temperature at which texts are scored, above 0
   */
  public Scorer(CausalLmProgram program, NDList fused, int padding, double temperature) {
    this.program = program;
    this.fused = fused;
    this.padding = padding;
    this.temperature = requireAboveZero(temperature);
    manager = program.newManager();
  }

  private static double requireAboveZero(double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "Cannot score at temperature " + temperature + ", expected a number above 0");
    }
    return temperature;
  }

  /**
   * Scores texts, in their order. Up to 1024 of them are read ahead of what is taken.
   *
   * @return scores; taking one throws an {@link dev.switchback.artifact.InputException} if a text
   *     that was read has an empty prompt or is longer than the model's context
   */
  public Iterator<Scored> score(Iterator<GivenText> texts) {
    return new Run(texts);
  }

  @Override
  public void close() {
    manager.close();
  }

  private List<Scored> scored(List<GivenText> window) {
    Scored[] scored = new Scored[window.size()];
    for (ScoringBatch batch : ScoringBatch.of(window)) {
      float[] scores = scores(batch, window);
      for (int row = 0; row < batch.places().size(); row++) {
        int place = batch.places().get(row);
        scored[place] = batch.scored(row, window.get(place), scores);
      }
    }
    return Arrays.asList(scored);
  }

  private float[] scores(ScoringBatch batch, List<GivenText> window) {
    Shape shape = new Shape(batch.places().size(), batch.width());
    try (NDArray tokens = manager.create(batch.tokens(window, padding), shape);
        NDArray scores = program.score(fused, tokens, temperature)) {
      return DeviceArrays.floats(scores);
    }
  }

  /** The windows of one call. */
  private final class Run implements Iterator<Scored> {
    private final Iterator<GivenText> texts;
    private final Queue<Scored> ready = new ArrayDeque<>();

    Run(Iterator<GivenText> texts) {
      this.texts = texts;
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && texts.hasNext()) {
        ready.addAll(scored(window()));
      }
      return !ready.isEmpty();
    }

    @Override
    public Scored next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Every score was taken");
      }
      return ready.remove();
    }

    private List<GivenText> window() {
      List<GivenText> window = new ArrayList<>();
      while (window.size() < WINDOW && texts.hasNext()) {
        GivenText text = texts.next();
        text.requireWithin(program.architecture().contextLength());
        window.add(text);
      }
      return window;
    }
  }

  /**
   * Texts that are scored together.
   *
   * @param width tokens of a row, padding included
   * @param places of the texts in their window
   */
  private record ScoringBatch(int width, List<Integer> places) {
    /** A model reads a row's tokens but the last: a multiple of this many. */
    private static final int STEP = 16;

    /** Tokens of a batch at most, padding included, but one row at least. */
    private static final int MOST_TOKENS = 8192;

    /** Puts texts of one padded length together, so that little is padding. */
    static List<ScoringBatch> of(List<GivenText> window) {
      Map<Integer, List<Integer>> ofWidth = new TreeMap<>();
      for (int place = 0; place < window.size(); place++) {
        int width = width(window.get(place));
        ofWidth.computeIfAbsent(width, first -> new ArrayList<>()).add(place);
      }
      List<ScoringBatch> batches = new ArrayList<>();
      ofWidth.forEach(
          (width, places) -> {
            int most = Math.max(1, MOST_TOKENS / width);
            for (int start = 0; start < places.size(); start += most) {
              int end = Math.min(start + most, places.size());
              batches.add(new ScoringBatch(width, places.subList(start, end)));
            }
          });
      return batches;
    }

    private static int width(GivenText text) {
      return Math.max(1, (text.length() + STEP - 2) / STEP) * STEP + 1;
    }

    /** The rows of the batch, one behind the other. */
    long[] tokens(List<GivenText> window, int padding) {
      long[] tokens = new long[places.size() * width];
      Arrays.fill(tokens, padding);
      for (int row = 0; row < places.size(); row++) {
        int[] text = window.get(places.get(row)).tokens();
        for (int i = 0; i < text.length; i++) {
          tokens[row * width + i] = text[i];
        }
      }
      return tokens;
    }

    /**
     * What a row's completion got.
     *
     * @param scores of all tokens of the batch but each row's first
     */
    Scored scored(int row, GivenText text, float[] scores) {
      int first = row * (width - 1) + text.prompt().length - 1;
      return new Scored(text, Arrays.copyOfRange(scores, first, first + text.completion().length));
    }
  }
}
