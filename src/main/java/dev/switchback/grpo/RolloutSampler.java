package dev.switchback.grpo;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.random.RandomStream;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Draws groups of completions and judges them. */
public final class RolloutSampler {
  private RolloutSampler() {}

  /**
   * A problem that a step asks. Java serializes it also where an application has chosen Kryo, which
   * knows no records.
   *
   * @param group its place among those of the step
   * @param problemId identifies it to the random draws
   * @param tokens START and its first line
   * @param question by which completions are judged
   */
  @DefaultSerializer(JavaSerializer.class)
  public record Asked(int group, String problemId, int[] tokens, Question question)
      implements Serializable {}

  /**
   * What was drawn.
   *
   * @param rollouts by group and sample
   * @param judgingSeconds the part of the time in which they were judged
   */
  public record Drawn(List<Rollout> rollouts, double judgingSeconds) {}

  /**
   * The seed of a step's draws: a problem that is asked again later is answered anew.
   *
   * @param draw how often problems were drawn for the step before
   */
  public static long seed(long seed, long step, int draw) {
    return RandomStream.hash(seed, "grpo-draws", step, draw);
  }

  /** The seed of the draws on problems that a training is watched on, the same at every step. */
  public static long monitoringSeed(long seed) {
    return RandomStream.hash(seed, "grpo-monitoring");
  }

  /**
   * Draws so many completions of each problem as the decoder's settings say.
   *
   * @param samples of each problem
   */
  public static Drawn draw(
      Decoder decoder, Tokenizer tokenizer, List<Asked> problems, int samples) {
    List<Rollout> rollouts = new ArrayList<>();
    Iterator<Completion> completions = decoder.complete(prompts(problems, samples));
    long judging = 0;
    while (completions.hasNext()) {
      Completion completion = completions.next();
      long started = System.nanoTime();
      rollouts.add(judged(completion, problems.get(completion.prompt().problem()), tokenizer));
      judging += System.nanoTime() - started;
    }
    rollouts.sort(Comparator.comparingInt(Rollout::group).thenComparingInt(Rollout::sample));
    return new Drawn(rollouts, judging / 1e9);
  }

  private static Iterator<Prompt> prompts(List<Asked> problems, int samples) {
    List<Prompt> prompts = new ArrayList<>();
    for (int place = 0; place < problems.size(); place++) {
      Asked asked = problems.get(place);
      long drawKey = RandomStream.hash(0, asked.problemId());
      for (int sample = 0; sample < samples; sample++) {
        prompts.add(new Prompt(place, drawKey, sample, asked.tokens()));
      }
    }
    return prompts.iterator();
  }

  private static Rollout judged(Completion completion, Asked asked, Tokenizer tokenizer) {
    Verdict verdict = asked.question().verify(tokenizer.decode(completion.withPrompt()));
    int sample = completion.prompt().sample();
    return new Rollout(
        asked.group(),
        sample,
        asked.tokens(),
        completion.tokens(),
        completion.drawnLogProbabilities(),
        new Rollout.Facts(
            asked.group(),
            sample,
            asked.tokens().length,
            completion.tokens().length,
            completion.finish() == Completion.Finish.LENGTH,
            verdict.correct(),
            verdict.correctPaper(),
            verdict.mistakes()));
  }
}
