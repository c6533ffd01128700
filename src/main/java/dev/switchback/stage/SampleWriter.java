package dev.switchback.stage;

import dev.switchback.artifact.Locations;
import dev.switchback.cluster.SampleTask;
import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.SampleTable;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.Family;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.TraceStyle;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Samples ranges of problems in a task. Slots are filled from one range after the other, so that no
 * range waits for the longest completion of the one before; a range has its file as soon as it is
 * complete, and is not made again.
 *
 * <p>Memory: the completions of ranges that are not complete, which are those that began while the
 * longest was being written: at most slots times max-tokens tokens, and those of two ranges.
 */
record SampleWriter(
    Family family,
    TraceStyle style,
    SampleTask task,
    String folder,
    SerializableConfiguration hadoop,
    LongAccumulator completed,
    LongAccumulator tokens,
    LongAccumulator possibleTokens)
    implements Serializable {

  /** Makes the files of those ranges that have none. */
  void write(Iterator<ProblemRange> ranges) throws IOException {
    Iterator<ProblemRange> missing = missing(ranges);
    if (!missing.hasNext()) {
      return;
    }
    ShardWriter writer = SampleTable.writer();
    int samples = task.settings().samples();
    try (RangePrompts prompts = new RangePrompts(family, style, missing, samples, configuration());
        Decoder decoder = task.decoder()) {
      Iterator<Completion> completions = decoder.complete(prompts);
      long counted = 0;
      while (completions.hasNext()) {
        Completion completion = completions.next();
        completed.add(1);
        tokens.add(completion.tokens().length);
        possibleTokens.add(decoder.possibleTokens() - counted);
        counted = decoder.possibleTokens();
        SampledRange range = prompts.of(completion);
        if (range.add(completion)) {
          prompts.remove(range);
          write(writer, range);
        }
      }
      possibleTokens.add(decoder.possibleTokens() - counted);
    }
  }

  private Iterator<ProblemRange> missing(Iterator<ProblemRange> ranges) throws IOException {
    List<ProblemRange> missing = new ArrayList<>();
    while (ranges.hasNext()) {
      ProblemRange range = ranges.next();
      Path file = new Path(folder, range.fileName());
      if (!Locations.files(file, configuration()).exists(file)) {
        missing.add(range);
      }
    }
    return missing.iterator();
  }

  private void write(ShardWriter writer, SampledRange range) throws IOException {
    writer.write(
        configuration(),
        new Path(folder, range.range().fileName()),
        range.rows(task.tokenizer(), task.settings(), task.seed()),
        written -> {});
  }

  private Configuration configuration() {
    return hadoop.value();
  }

  /**
   * The prompts of ranges of problems, range after range, read as they are asked for: each problem
   * as often as it has samples. Ranges whose completions are not all there stay in memory. The
   * caller closes it.
   */
  private static final class RangePrompts implements Iterator<Prompt>, AutoCloseable {
    private final Family family;
    private final TraceStyle style;
    private final Iterator<ProblemRange> ranges;
    private final int samples;
    private final Configuration hadoop;
    private final TreeMap<Integer, SampledRange> open = new TreeMap<>();

    private ShardRows.Opened rows;
    private int problems;
    private int[] tokens;
    private long drawKey;
    private int sample;

    RangePrompts(
        Family family,
        TraceStyle style,
        Iterator<ProblemRange> ranges,
        int samples,
        Configuration hadoop) {
      this.family = family;
      this.style = style;
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
      tokens = family.promptTokens(row, style);
      drawKey = RandomStream.hash(0, id);
      sample = 0;
      problems++;
    }

    private void nextRange() {
      close();
      ProblemRange range = ranges.next();
      open.put(problems, new SampledRange(range, problems, samples));
      rows = range.open(hadoop, family.promptColumns());
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }

  /**
   * A range of problems whose completions come in any order, until all of them are there.
   *
   * <p>Held in memory: what has been completed of it.
   */
  private static final class SampledRange {
    private final ProblemRange range;
    private final int firstProblem;
    private final int samples;
    private final List<String> ids = new ArrayList<>();
    private final Completion[] completions;
    private int left;

    /**
     * @param firstProblem what the prompts of its first problem have as their problem's number
     */
    SampledRange(ProblemRange range, int firstProblem, int samples) {
      this.range = range;
      this.firstProblem = firstProblem;
      this.samples = samples;
      completions = new Completion[range.count() * samples];
      left = completions.length;
    }

    ProblemRange range() {
      return range;
    }

    int firstProblem() {
      return firstProblem;
    }

    /** Names the next problem. */
    void add(String problemId) {
      ids.add(problemId);
    }

    /** Takes a completion, and says whether it was the last one missing. */
    boolean add(Completion completion) {
      int problem = completion.prompt().problem() - firstProblem;
      completions[problem * samples + completion.prompt().sample()] = completion;
      left--;
      return left == 0;
    }

    /** In the order of problems and samples. */
    Iterator<Row> rows(Tokenizer tokenizer, SamplingSettings settings, long seed) {
      return Arrays.stream(completions)
          .map(
              completion ->
                  SampleTable.row(
                      ids.get(completion.prompt().problem() - firstProblem),
                      completion.prompt().sample(),
                      seed,
                      settings.temperature(),
                      completion.tokens(),
                      tokenizer.decode(completion.withPrompt()),
                      completion.prompt().tokens().length,
                      completion.finish().key(),
                      completion.logProbability(),
                      settings.tokenLogProbabilities() ? completion.logProbabilities() : null))
          .iterator();
    }
  }
}
