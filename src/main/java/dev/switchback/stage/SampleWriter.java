package dev.switchback.stage;

import dev.switchback.cluster.SampleTask;
import dev.switchback.dataset.ProblemRange;
import dev.switchback.dataset.SampleTable;
import dev.switchback.dataset.ShardWriter;
import dev.switchback.family.Family;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
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
    try (RangePrompts prompts = new RangePrompts(family, missing, samples, configuration());
        Decoder decoder = task.decoder()) {
      Iterator<Completion> completions = decoder.complete(prompts);
      while (completions.hasNext()) {
        Completion completion = completions.next();
        completed.add(1);
        tokens.add(completion.tokens().length);
        SampledRange range = prompts.of(completion);
        if (range.add(completion)) {
          prompts.remove(range);
          write(writer, range);
        }
      }
      possibleTokens.add(decoder.possibleTokens());
    }
  }

  private Iterator<ProblemRange> missing(Iterator<ProblemRange> ranges) throws IOException {
    List<ProblemRange> missing = new ArrayList<>();
    while (ranges.hasNext()) {
      ProblemRange range = ranges.next();
      Path file = new Path(folder, range.fileName());
      if (!file.getFileSystem(configuration()).exists(file)) {
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
}
