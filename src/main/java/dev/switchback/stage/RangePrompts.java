package dev.switchback.stage;

import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.ShardRows;
import dev.switchback.family.Family;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Prompt;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * The prompts of ranges of problems, range after range, read as they are asked for: each problem as
 * often as it has samples. Ranges whose completions are not all there stay in memory. The caller
 * closes it.
 */
final class RangePrompts implements Iterator<Prompt>, AutoCloseable {
  private final Family family;
  private final Iterator<ProblemRange> ranges;
  private final int samples;
  private final Configuration hadoop;
  private final TreeMap<Integer, SampledRange> open = new TreeMap<>();

  private ShardRows.Opened rows;
  private int problems;
  private int[] tokens;
  private long drawKey;
  private int sample;

  RangePrompts(Family family, Iterator<ProblemRange> ranges, int samples, Configuration hadoop) {
    this.family = family;
    this.ranges = ranges;
    this.samples = samples;
    this.hadoop = hadoop;
    this.sample = samples;
  }

  @Override
  public boolean hasNext() {
    return sample < samples || rows != null && rows.hasNext() || ranges.hasNext();
  }

  @Override
  public Prompt next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Every prompt was taken");
    }
    if (sample == samples) {
      nextProblem();
    }
    return new Prompt(problems - 1, drawKey, sample++, tokens);
  }

  /** The range of a completion. */
  SampledRange of(Completion completion) {
    return open.floorEntry(completion.prompt().problem()).getValue();
  }

  /** Forgets a range. */
  void remove(SampledRange complete) {
    open.remove(complete.firstProblem());
  }

  private void nextProblem() {
    if (rows == null || !rows.hasNext()) {
      nextRange();
    }
    Row row = rows.next();
    String id = row.getAs("problem_id");
    open.lastEntry().getValue().add(id);
    tokens = family.tokenizer().startedWith(family.question(row).prompt());
    drawKey = RandomStream.hash(0, id);
    sample = 0;
    problems++;
  }

  private void nextRange() {
    close();
    ProblemRange range = ranges.next();
    open.put(problems, new SampledRange(range, problems, samples));
    rows = range.open(hadoop, family.askedSchema());
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
