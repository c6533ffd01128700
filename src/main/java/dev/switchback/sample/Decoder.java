package dev.switchback.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.config.SamplingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.KeyValueCache;
import dev.switchback.model.Weights;
import dev.switchback.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Completes prompts in a batch of slots. A finished row's slot is refilled from the prompts that
 * wait, so that short completions do not wait for long ones; when no prompt waits, the batch
 * shrinks.
 *
 * <p>A completion depends on its prompt, its sample number and the seed, not on the batch it was
 * drawn in, up to ties within rounding.
 *
 * <p>Holds native memory; the caller closes it. For one thread.
 */
public final class Decoder implements AutoCloseable {
  /** Tokens decoded in one call of the program: a finished row is noticed this late at most. */
  private static final int STEPS = 8;

  private final CausalLmProgram program;
  private final SamplingSettings settings;
  private final Tokenizer tokenizer;
  private final long seed;
  private final NDManager manager;
  private final NDList fused;
  private final NDArray taste;

  /** Copies weights to the program's device. */
  public Decoder(
      CausalLmProgram program,
      Weights weights,
      Tokenizer tokenizer,
      SamplingSettings settings,
      long seed) {
    this.program = program;
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.seed = seed;
    manager = program.newManager();
    NDList loaded = program.load(manager, weights);
    fused = program.fuse(loaded);
    taste =
        program.numbers(manager, settings.temperature(), (double) settings.topK(), settings.topP());
  }

  /**
   * Draws a completion for each prompt, in the order in which they finish. Prompts are read as
   * slots become free.
   */
  public Iterator<Completion> complete(Iterator<Prompt> prompts) {
    return new Run(prompts);
  }

  @Override
  public void close() {
    manager.close();
  }

  /** The slots of one call. Its cache is freed when the last completion was taken. */
  private final class Run implements Iterator<Completion> {
    private final Iterator<Prompt> prompts;
    private final Queue<Completion> ready = new ArrayDeque<>();
    private final KeyValueCache cache;
    private SlotRow[] rows;

    Run(Iterator<Prompt> prompts) {
      this.prompts = prompts;
      List<SlotRow> first = take(settings.slots());
      rows = first.toArray(SlotRow[]::new);
      cache = new KeyValueCache(manager, program.architecture(), Math.max(1, rows.length));
      if (rows.length > 0) {
        prefill(first, slots(rows.length));
      }
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.length > 0) {
        decode();
        collect();
      }
      if (ready.isEmpty()) {
        cache.close();
        return false;
      }
      return true;
    }

    @Override
    public Completion next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Every completion was taken");
      }
      return ready.remove();
    }

    private List<SlotRow> take(int most) {
      List<SlotRow> taken = new ArrayList<>();
      while (taken.size() < most && prompts.hasNext()) {
        taken.add(new SlotRow(prompts.next(), settings.maxTokens(), tokenizer.end()));
      }
      return taken;
    }

    /** Reads prompts into the cache: [rows, longest prompt], padded on the right. */
    private void prefill(List<SlotRow> taken, long[] slots) {
      int longest = taken.stream().mapToInt(row -> row.prompt().tokens().length).max().orElse(0);
      long[] tokens = new long[taken.size() * longest];
      Arrays.fill(tokens, tokenizer.pad());
      for (int i = 0; i < taken.size(); i++) {
        int[] prompt = taken.get(i).prompt().tokens();
        for (int j = 0; j < prompt.length; j++) {
          tokens[i * longest + j] = prompt[j];
        }
      }
      cache.reserve(longest + STEPS);
      try (NDManager scope = manager.newSubManager()) {
        NDArray batch = scope.create(tokens, new Shape(taken.size(), longest));
        program.prefill(fused, cache, batch, scope.create(slots));
      }
    }

    /** Decodes the next tokens of all rows. */
    private void decode() {
      long[] tokens = new long[rows.length];
      long[] positions = new long[rows.length];
      double[] uniforms = new double[rows.length * STEPS];
      long last = 0;
      for (int i = 0; i < rows.length; i++) {
        tokens[i] = rows[i].lastToken();
        positions[i] = rows[i].lastPosition();
        last = Math.max(last, positions[i]);
        for (int s = 0; s < STEPS; s++) {
          uniforms[i * STEPS + s] = rows[i].uniform(seed, s);
        }
      }
      cache.reserve((int) last + STEPS + 1);
      try (NDManager scope = manager.newSubManager();
          NDList drawn =
              program.decode(
                  fused,
                  cache,
                  scope.create(tokens),
                  scope.create(positions),
                  scope.create(uniforms, new Shape(rows.length, STEPS)),
                  taste)) {
        append(drawn.get(0).toLongArray(), drawn.get(1).toFloatArray());
      }
    }

    private void append(long[] tokens, float[] logProbabilities) {
      for (int i = 0; i < rows.length; i++) {
        for (int s = 0; s < STEPS; s++) {
          rows[i].append(tokens[i * STEPS + s], logProbabilities[i * STEPS + s]);
        }
      }
    }

    /** Hands out finished rows, refills their slots, and shrinks the batch where none waits. */
    private void collect() {
      List<Integer> free = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        if (rows[i].finished()) {
          ready.add(rows[i].completion());
          free.add(i);
        }
      }
      List<SlotRow> taken = take(free.size());
      for (int i = 0; i < taken.size(); i++) {
        rows[free.get(i)] = taken.get(i);
      }
      if (!taken.isEmpty()) {
        prefill(taken, free.stream().limit(taken.size()).mapToLong(i -> i).toArray());
      }
      if (taken.size() < free.size()) {
        shrink();
      }
    }

    private void shrink() {
      long[] kept = slots(rows.length);
      kept = Arrays.stream(kept).filter(slot -> !rows[(int) slot].finished()).toArray();
      rows = Arrays.stream(kept).mapToObj(slot -> rows[(int) slot]).toArray(SlotRow[]::new);
      if (rows.length > 0) {
        try (NDArray slots = manager.create(kept)) {
          cache.keep(slots);
        }
      }
    }

    private long[] slots(int count) {
      long[] slots = new long[count];
      Arrays.setAll(slots, i -> i);
      return slots;
    }
  }
}
