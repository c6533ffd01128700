package dev.switchback.grpo;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.experiment.GrpoSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each completion of an update counts: its advantage in its group, and the weight that each of
 * its tokens has in the objective. The weights of all tokens are over the whole update, so that it
 * does not matter how completions are dealt to workers or cut into batches.
 *
 * <p>Java serializes it also where an application has chosen Kryo, which knows no records.
 *
 * @param advantages by group and sample
 * @param tokenWeights by group and sample; 0 where nothing is learned from a completion
 */
@DefaultSerializer(JavaSerializer.class)
public record CreditAssignment(Map<Integer, float[]> advantages, Map<Integer, float[]> tokenWeights)
    implements Serializable {

  /**
   * Compares the completions of an update. One without a token, whose prompt fills the context, is
   * in its group, but nothing can be learned from it.
   *
   * @param groups whole groups
   * @param maxTokens of a completion, by which the constant aggregation divides
   */
  public static CreditAssignment of(List<Group> groups, GrpoSettings settings, int maxTokens) {
    Advantages kind = Advantages.of(settings.advantages());
    Map<Integer, float[]> advantages = new TreeMap<>();
    List<Rollout.Facts> counted = new ArrayList<>();
    for (Group group : groups) {
      double[] rewards = group.rewards(settings.rewardsPaperRule());
      advantages.put(group.number(), narrow(kind.of(rewards, settings.passAt())));
      if (!settings.dropsEqualGroups() || group.hasSignal(settings.rewardsPaperRule())) {
        group.rollouts().stream()
            .filter(rollout -> rollout.tokens() > 0)
            .filter(rollout -> !rollout.cut() || !settings.masksCut())
            .forEach(counted::add);
      }
    }
    Aggregation aggregation = new Aggregation(settings.loss().aggregation(), counted, maxTokens);
    Map<Integer, float[]> weights = new TreeMap<>();
    groups.forEach(group -> weights.put(group.number(), new float[group.rollouts().size()]));
    counted.forEach(
        rollout ->
            weights.get(rollout.group())[rollout.sample()] = (float) aggregation.weight(rollout));
    return new CreditAssignment(new TreeMap<>(advantages), weights);
  }

  /** The advantage of a completion. */
  public float advantage(int group, int sample) {
    return advantages.get(group)[sample];
  }

  /** What each token of a completion counts. */
  public float tokenWeight(int group, int sample) {
    return tokenWeights.get(group)[sample];
  }

  /** Whether a group is one of this update. */
  public boolean has(int group) {
    return advantages.containsKey(group);
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  /** The completions of one problem. */
  public record Group(int number, List<Rollout.Facts> rollouts) {
    /** Copies the list. */
    public Group {
      rollouts = List.copyOf(rollouts);
    }

    /** Groups completions by their problem, in order. */
    public static List<Group> of(List<Rollout.Facts> rollouts) {
      Map<Integer, Map<Integer, Rollout.Facts>> groups = new TreeMap<>();
      rollouts.forEach(
          rollout ->
              groups
                  .computeIfAbsent(rollout.group(), first -> new TreeMap<>())
                  .put(rollout.sample(), rollout));
      return groups.entrySet().stream()
          .map(group -> new Group(group.getKey(), List.copyOf(group.getValue().values())))
          .toList();
    }

    /** Whether its rewards are not all the same. */
    public boolean hasSignal(boolean byPaperRule) {
      return !Advantages.areEqual(rewards(byPaperRule));
    }

    /** 1 for each completion that is right, 0 for the others. */
    public double[] rewards(boolean byPaperRule) {
      return rollouts.stream()
          .mapToDouble(
              rollout -> (byPaperRule ? rollout.correctPaper() : rollout.correct()) ? 1 : 0)
          .toArray();
    }
  }

  /** How tokens are added up. */
  private static final class Aggregation {
    private final String kind;
    private final double rows;
    private final double tokens;
    private final int maxTokens;

    Aggregation(String kind, List<Rollout.Facts> counted, int maxTokens) {
      this.kind = kind;
      this.rows = counted.size();
      this.tokens = counted.stream().mapToLong(Rollout.Facts::tokens).sum();
      this.maxTokens = maxTokens;
    }

    double weight(Rollout.Facts rollout) {
      return switch (kind) {
        case "token-mean" -> 1 / tokens;
        case "sequence-mean" -> 1 / (rows * rollout.tokens());
        case "constant" -> 1 / (rows * maxTokens);
        default -> throw new IllegalArgumentException("Cannot add tokens up: " + kind);
      };
    }
  }
}
