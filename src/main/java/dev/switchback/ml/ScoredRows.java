package dev.switchback.ml;

import dev.switchback.cluster.ScoreTask;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.GivenText.Scored;
import dev.switchback.sample.Scorer;
import dev.switchback.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows with the log-probability of their completions, in their order; null where a prompt or a
 * completion is null. Rows are read and scored by the {@link #CHUNK}.
 */
final class ScoredRows implements Iterator<Row> {
  /** Rows that are held at most. */
  static final int CHUNK = 1024;

  private final Iterator<Row> rows;
  private final int promptColumn;
  private final int completionColumn;
  private final Supplier<Scorer> opening;
  private final Tokenizer tokenizer;
  private final Queue<Row> ready = new ArrayDeque<>();
  private Scorer scorer;

  /**
   * @param promptColumn the prompts' place in a row
   * @param completionColumn the completions' place in a row
   * @param opening opens a scorer, when there is a text; it is closed after the last row
   */
  ScoredRows(
      Iterator<Row> rows,
      int promptColumn,
      int completionColumn,
      Supplier<Scorer> opening,
      Tokenizer tokenizer) {
    this.rows = rows;
    this.promptColumn = promptColumn;
    this.completionColumn = completionColumn;
    this.opening = opening;
    this.tokenizer = tokenizer;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && rows.hasNext()) {
      score(chunk());
    }
    if (ready.isEmpty() && scorer != null) {
      scorer.close();
      scorer = null;
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Every row was taken");
    }
    return ready.remove();
  }

  private List<Row> chunk() {
    List<Row> chunk = new ArrayList<>();
    while (chunk.size() < CHUNK && rows.hasNext()) {
      chunk.add(rows.next());
    }
    return chunk;
  }

  private void score(List<Row> chunk) {
    List<GivenText> texts = chunk.stream().filter(this::isWhole).map(this::text).toList();
    if (scorer == null && !texts.isEmpty()) {
      scorer = opening.get();
    }
    Iterator<Scored> scores =
        texts.isEmpty() ? List.<Scored>of().iterator() : scorer.score(texts.iterator());
    for (Row row : chunk) {
      Double score = isWhole(row) ? scores.next().logProbability() : null;
      ready.add(CompletedRows.with(row, score));
    }
  }

  private boolean isWhole(Row row) {
    return !row.isNullAt(promptColumn) && !row.isNullAt(completionColumn);
  }

  private GivenText text(Row row) {
    return GivenText.of(
        tokenizer, row.getString(promptColumn), row.getString(completionColumn), true);
  }

  /**
   * Scores the completions of a partition.
   *
   * @param scoring the model
   * @param tokenizer of the model
   * @param prompt the prompts' place in a row
   * @param completion the completions' place in a row
   */
  record Task(ScoreTask scoring, Tokenizer tokenizer, int prompt, int completion)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new ScoredRows(rows, prompt, completion, scoring::scorer, tokenizer);
    }
  }
}
