package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.cluster.SampleTask;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows with the completions of their prompts, in the order in which these finish. Only the rows at
 * work are held, and some without a prompt, which have a null for their completion.
 *
 * <p>A completion is drawn by a hash of its prompt's tokens: equal prompts are completed equally,
 * wherever they stand.
 */
final class CompletedRows implements Iterator<Row> {
  /** Rows without a prompt that may wait while the decoder looks for one with a prompt. */
  private static final int MOST_WAITING = 1024;

  private final Iterator<Row> rows;
  private final int promptColumn;
  private final boolean logProbabilities;
  private final Supplier<Decoder> opening;
  private final Tokenizer tokenizer;
  private final int contextLength;

  private final Prompts prompts = new Prompts();
  private final Map<Integer, Row> atWork = new HashMap<>();
  private final Queue<Row> ready = new ArrayDeque<>();
  private Iterator<Completion> completions = Collections.emptyIterator();
  private Decoder decoder;

  /**
   * @param promptColumn the prompts' place in a row
   * @param logProbabilities whether those of the completions are a column more
   * @param opening opens a decoder, when there is a prompt; it is closed after the last row
   * @param contextLength of the model
   */
  CompletedRows(
      Iterator<Row> rows,
      int promptColumn,
      boolean logProbabilities,
      Supplier<Decoder> opening,
      Tokenizer tokenizer,
      int contextLength) {
    this.rows = rows;
    this.promptColumn = promptColumn;
    this.logProbabilities = logProbabilities;
    this.opening = opening;
    this.tokenizer = tokenizer;
    this.contextLength = contextLength;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      if (completions.hasNext()) {
        Completion completion = completions.next();
        Row row = atWork.remove(completion.prompt().problem());
        String text = text(completion, row.getString(promptColumn));
        ready.add(completed(row, text, completion.logProbability()));
      } else if (prompts.hasNext()) {
        completions = decoder().complete(prompts);
      } else if (ready.isEmpty()) {
        close();
        return false;
      }
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Every row was taken");
    }
    return ready.remove();
  }

  private Decoder decoder() {
    if (decoder == null) {
      decoder = opening.get();
    }
    return decoder;
  }

  private void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }

  /**
   * What the model wrote: after the prompt as it stands, if that is how its tokens are laid out, so
   * that both together are a whole text.
   */
  private String text(Completion completion, String prompt) {
    String whole = tokenizer.decode(completion.withPrompt());
    String shown =
        whole.startsWith(prompt) ? prompt : tokenizer.decode(completion.prompt().tokens());
    int common = Math.max(0, Arrays.mismatch(shown.toCharArray(), whole.toCharArray()));
    return shown.equals(whole) ? "" : whole.substring(common);
  }

  private Row completed(Row row, String text, Double logProbability) {
    Row written = with(row, text);
    return logProbabilities ? with(written, logProbability) : written;
  }

  /** A row with one value more. */
  static Row with(Row row, Object added) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = added;
    return RowFactory.create(values);
  }

  /**
   * Completes the prompts of a partition.
   *
   * @param sampling the model, and how it is asked
   * @param prompt the prompts' place in a row
   * @param logProbabilities whether rows have those of their completions
   * @param contextLength of the model
   */
  record Task(SampleTask sampling, int prompt, boolean logProbabilities, int contextLength)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new CompletedRows(
          rows, prompt, logProbabilities, sampling::decoder, sampling.tokenizer(), contextLength);
    }
  }

  /** The prompts of the rows, as the decoder asks for them. */
  private final class Prompts implements Iterator<Prompt> {
    private Row following;
    private int count;

    /** False also while too many rows without a prompt wait to be taken. */
    @Override
    public boolean hasNext() {
      while (following == null && ready.size() < MOST_WAITING && rows.hasNext()) {
        Row row = rows.next();
        if (row.isNullAt(promptColumn)) {
          ready.add(completed(row, null, null));
        } else {
          following = row;
        }
      }
      return following != null;
    }

    @Override
    public Prompt next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Every prompt was taken");
      }
      Row row = following;
      following = null;
      int number = count++;
      atWork.put(number, row);
      return prompt(number, row.getString(promptColumn));
    }

    private Prompt prompt(int number, String text) {
      int[] tokens = tokenizer.startedWith(text);
      if (tokens.length >= contextLength) {
        throw new InputException(
            "Cannot complete a prompt of "
                + tokens.length
                + " tokens, expected less than the model's contextLength = "
                + contextLength
                + "; filter such prompts out");
      }
      long[] numbers = Arrays.stream(tokens).asLongStream().toArray();
      return new Prompt(number, RandomStream.hash(0, "prompt", numbers), 0, tokens);
    }
  }
}
