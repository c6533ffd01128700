package dev.switchback.stage;

import dev.switchback.artifact.InputException;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.TableFile;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.family.Family;
import dev.switchback.grpo.PromptOrder;
import dev.switchback.grpo.RolloutSampler.Asked;
import dev.switchback.trace.TraceStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * The problems that a training by rewards asks, step by step, and those that it is watched on: the
 * last ones of the split, from which nothing is learned. Only problems that are asked are held in
 * memory.
 */
final class AskedProblems {
  private final GrpoSettings settings;
  private final PromptOrder order;
  private final Map<Integer, Asked> byPlace;
  private final int learned;

  private AskedProblems(
      GrpoSettings settings, PromptOrder order, Map<Integer, Asked> byPlace, int learned) {
    this.settings = settings;
    this.order = order;
    this.byPlace = byPlace;
    this.learned = learned;
  }

  /**
   * Reads the problems of all steps from some step on.
   *
   * @param split folder of the problems
   * @param style in which they are asked
   * @param seed of the training
   * @param firstStep from 0
   * @throws InputException if the split is too small, or cannot be read
   */
  static AskedProblems read(
      Configuration hadoop,
      Path split,
      Family family,
      TraceStyle style,
      GrpoSettings settings,
      long seed,
      long firstStep) {
    List<TableFile> files = TableFile.of(hadoop, split);
    long rows = files.stream().mapToLong(TableFile::size).sum();
    int learned = Math.toIntExact(rows) - settings.monitoring().problems();
    if (learned < settings.prompts()) {
      throw new InputException(
          "Cannot learn by rewards: "
              + split
              + " has "
              + rows
              + " problems, expected at least prompts + monitoring.problems = "
              + (settings.prompts() + settings.monitoring().problems())
              + "; make more problems, or lower these");
    }
    PromptOrder order = new PromptOrder(learned, settings.prompts(), seed);
    TreeSet<Integer> places = new TreeSet<>();
    IntStream.range(learned, Math.toIntExact(rows)).forEach(places::add);
    for (long step = firstStep; step < settings.steps(); step++) {
      for (int draw = 0; draw < settings.draws(); draw++) {
        for (int place : places(order, step, draw)) {
          places.add(place);
        }
      }
    }
    return new AskedProblems(settings, order, read(hadoop, files, places, family, style), learned);
  }

  /**
   * The problems of a step.
   *
   * @param step from 0
   * @param draw how often problems were drawn for the step before
   */
  List<Asked> of(long step, int draw) {
    int[] places = places(order, step, draw);
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      asked.add(at(places[i], draw * settings.prompts() + i));
    }
    return asked;
  }

  /** The problems that the training is watched on. */
  List<Asked> monitoring() {
    return IntStream.range(0, settings.monitoring().problems())
        .mapToObj(i -> at(learned + i, i))
        .toList();
  }

  private Asked at(int place, int group) {
    Asked read = byPlace.get(place);
    return new Asked(group, read.problemId(), read.tokens(), read.question());
  }

  private static int[] places(PromptOrder order, long step, int draw) {
    int[] first = order.of(step);
    return draw == 0 ? first : order.more(step, draw, first);
  }

  private static Map<Integer, Asked> read(
      Configuration hadoop,
      List<TableFile> files,
      TreeSet<Integer> places,
      Family family,
      TraceStyle style) {
    Map<Integer, Asked> byPlace = new HashMap<>();
    for (TableFile file : files) {
      try (ShardReader rows =
          new ShardReader(hadoop, new Path(file.location()), family.promptColumns())) {
        for (int place = (int) file.begin(); place < file.end(); place++) {
          if (places.contains(place)) {
            Row row = rows.next();
            byPlace.put(
                place,
                new Asked(
                    0,
                    row.getAs("problem_id"),
                    family.promptTokens(row, style),
                    family.question(row)));
          } else {
            rows.skip();
          }
        }
      }
    }
    return byPlace;
  }
}
