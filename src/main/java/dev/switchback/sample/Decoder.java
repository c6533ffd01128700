package dev.switchback.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.KeyValueCache;
import dev.switchback.model.Weights;
import dev.switchback.model.engine.DeviceArrays;
import dev.switchback.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.stream.LongStream;

/**
 * Completes prompts in a batch of slots. A finished row's slot is refilled from the prompts that
 * wait, so that short completions do not wait for long ones; when no prompt waits, the batch
 * shrinks. The samples of a prompt that follow each other share the reading of it.
 *
 * <p>In float32 on a CPU, a completion depends on its prompt, its sample number and the seed alone:
 * no other row changes a bit of it (see {@code decoding.py}). Elsewhere it does up to ties within
 * rounding.
 *
 * <p>Holds native memory; the caller closes it. For one thread.
 */
public final class Decoder implements AutoCloseable {
  private final CausalLmProgram program;
  private final SamplingSettings settings;
  private final Tokenizer tokenizer;
  private final long seed;
  private final NDManager manager;
  private final NDList prepared;
  private final NDArray samplingParams;
  private final KeyValueCache cache;

  private long possibleTokens;

  /** Copies weights to the program's device. */
  public Decoder(
      CausalLmProgram program,
      Weights weights,
      Tokenizer tokenizer,
      SamplingSettings settings,
      long seed) {
    this(Held.copied(program, weights), program, tokenizer, settings, seed);
  }

  /**
   * Uses weights that others may use as well.
   *
   * @param prepared as {@link CausalLmProgram#prepare} gives them; they outlive the decoder
   */
  public Decoder(
      CausalLmProgram program,
      NDList prepared,
      Tokenizer tokenizer,
      SamplingSettings settings,
      long seed) {
    this(new Held(program.newManager(), prepared), program, tokenizer, settings, seed);
  }

  private Decoder(
      Held held,
      CausalLmProgram program,
      Tokenizer tokenizer,
      SamplingSettings settings,
      long seed) {
    this.program = program;
    this.prepared = held.prepared;
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.seed = seed;
    manager = held.manager;
    try {
      samplingParams =
          program.numbers(
              manager, settings.temperature(), (double) settings.topK(), settings.topP());
      cache = new KeyValueCache(program, prepared, settings.slots());
    } catch (RuntimeException | Error failed) {
      manager.close();
      throw failed;
    }
  }

  /** What a decoder closes in the end, and weights, which may be others'. */
  private record Held(NDManager manager, NDList prepared) {
    static Held copied(CausalLmProgram program, Weights weights) {
      NDManager manager = program.newManager();
      try (NDManager passing = program.newManager();
          NDList loaded = program.load(passing, weights)) {
        NDList prepared = program.prepare(loaded);
        prepared.attach(manager);
        return new Held(manager, prepared);
      } catch (RuntimeException | Error failed) {
        manager.close();
        throw failed;
      }
    }
  }

  /**
   * Draws a completion for each prompt, in the order in which they finish. Prompts are read as
   * slots become free. A completion ends where the context is full. One call's completions are
   * taken before the next call.
   */
  public Iterator<Completion> complete(Iterator<Prompt> prompts) {
    return new Run(prompts);
  }

  /** Tokens that all slots would have given so far. */
  public long possibleTokens() {
    return possibleTokens;
  }

  @Override
  public void close() {
    cache.close();
    manager.close();
  }

  /** Tokens that a completion may have: what was asked for, as far as the context holds it. */
  private int most(Prompt prompt) {
    int room = program.architecture().contextLength() - prompt.tokens().length;
    return Math.max(0, Math.min(settings.maxTokens(), room));
  }

  /** The slots of one call. */
  private final class Run implements Iterator<Completion> {
    private final Iterator<Prompt> prompts;
    private final Queue<Completion> ready = new ArrayDeque<>();
    private Sequence[] rows = new Sequence[0];
    private final PrefixCache shared = new PrefixCache(program, prepared, cache, tokenizer.pad());

    Run(Iterator<Prompt> prompts) {
      this.prompts = prompts;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && refill()) {
        decode();
        collect();
      }
      if (ready.isEmpty()) {
        shared.close();
      }
      return !ready.isEmpty();
    }

    @Override
    public Completion next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Every completion was taken");
      }
      return ready.remove();
    }

    /** Fills the slots of finished rows, and orders all rows. False if there is none. */
    private boolean refill() {
      int working = 0;
      for (Sequence row : rows) {
        working += row.finished() ? 0 : 1;
      }
      List<Sequence> joining = take(settings.slots() - working);
      int rowsToBe = working + joining.size();
      if (rowsToBe == 0) {
        return false;
      }
      int count = program.steps(rowsToBe);
      BatchLayout order =
          BatchLayout.of(rows, joining, row -> cache.pages(row.lastPosition() + count));
      rows = order.rows();
      cache.reserve(order.rowsOfBlock(), longest() + count);
      move(order.moves());
      read(order.joined());
      return true;
    }

    private int longest() {
      return Arrays.stream(rows).mapToInt(Sequence::lastPosition).max().orElse(0);
    }

    private List<Sequence> take(int most) {
      List<Sequence> taken = new ArrayList<>();
      while (taken.size() < most && prompts.hasNext()) {
        Prompt prompt = prompts.next();
        taken.add(new Sequence(prompt, most(prompt), tokenizer.end()));
      }
      return taken;
    }

    private void move(List<BatchLayout.Move> moves) {
      LongStream.Builder source = LongStream.builder();
      LongStream.Builder target = LongStream.builder();
      for (BatchLayout.Move move : moves) {
        for (int j = 0; j < cache.pages(move.row().lastPosition()); j++) {
          source.add(cache.place(move.from(), j));
          target.add(cache.place(move.to(), j));
        }
      }
      cache.move(source.build().toArray(), target.build().toArray());
    }

    private void read(List<Integer> places) {
      Map<Integer, int[]> prompts = new LinkedHashMap<>();
      places.forEach(place -> prompts.put(place, rows[place].prompt().tokens()));
      shared.read(prompts);
    }

    /** Decodes the next tokens of all rows. */
    private void decode() {
      int count = program.steps(rows.length);
      long[] tokens = new long[rows.length];
      long[] positions = new long[rows.length];
      long[] pages = new long[rows.length * count];
      double[] uniforms = new double[rows.length * count];
      for (int i = 0; i < rows.length; i++) {
        tokens[i] = rows[i].lastToken();
        positions[i] = rows[i].lastPosition();
        for (int s = 0; s < count; s++) {
          pages[i * count + s] = cache.place(i, (rows[i].lastPosition() + s) / cache.page());
          uniforms[i * count + s] = rows[i].uniform(seed, s);
        }
      }
      Shape shape = new Shape(rows.length, count);
      try (NDManager scope = manager.newSubManager();
          NDList drawn =
              program.decode(
                  prepared,
                  cache,
                  scope.create(tokens),
                  scope.create(positions),
                  scope.create(pages, shape),
                  scope.create(uniforms, shape),
                  samplingParams)) {
        append(
            DeviceArrays.longs(drawn.get(0)),
            DeviceArrays.floats(drawn.get(1)),
            DeviceArrays.floats(drawn.get(2)),
            count);
      }
    }

    private void append(long[] tokens, float[] plain, float[] drawn, int count) {
      for (int i = 0; i < rows.length; i++) {
        for (int s = 0; s < count; s++) {
          rows[i].append(tokens[i * count + s], plain[i * count + s], drawn[i * count + s]);
        }
      }
      possibleTokens += (long) settings.slots() * count;
    }

    private void collect() {
      for (Sequence row : rows) {
        if (row.finished()) {
          ready.add(row.completion());
        }
      }
    }
  }
}
