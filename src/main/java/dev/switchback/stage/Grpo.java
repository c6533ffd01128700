package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.Artifact.Made;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.Replicate;
import dev.switchback.grpo.StepReport;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.Weights;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.stage.Pipeline.Stage;
import dev.switchback.train.DivergedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains the models of an experiment that are reinforced from others. A training that was
 * interrupted goes on from its newest checkpoint, with the completions that were drawn since, and
 * ends with the same weights, bit for bit.
 */
public final class Grpo {
  private final Run run;
  private final JavaSparkContext spark;
  private final Experiment experiment;

  private Grpo(Run run) {
    this.run = run;
    this.spark = new JavaSparkContext(run.spark().sparkContext());
    this.experiment = run.experiment();
  }

  /**
   * The models.
   *
   * @param models by name
   */
  public record Result(Map<String, Made> models) implements Stage.Result {
    @Override
    public List<Made> made() {
      return List.copyOf(models.values());
    }
  }

  /** Trains every model that is not finished. */
  public static Result run(Run run) throws IOException {
    Grpo stage = new Grpo(run);
    Map<String, Made> models = new LinkedHashMap<>();
    for (String name : run.experiment().reinforced()) {
      models.put(name, stage.model(name));
    }
    return new Result(models);
  }

  private Made model(String name) throws IOException {
    Artifact model = run.plan().model(name);
    Reinforcement training =
        new Reinforcement(
            spark,
            name,
            experiment.settings(name),
            run.family(),
            Replicate.of(name).seed(experiment.seed()),
            run.folder().files(),
            model.path());
    Made made = model.makeOrContinue(run.overwrite(), () -> train(name, training));
    training.discardCheckpoints();
    return made;
  }

  private Map<String, Object> train(String name, Reinforcement training) throws IOException {
    String base = experiment.base(name);
    run.plan().problems().require();
    Path problems = new Path(run.folder().problems(), "split=" + Split.TRAIN.key());
    Weights weights = ModelFolder.read(run.folder().files(), run.plan().model(base).path());
    try {
      List<StepReport> steps = training.run(weights, problems);
      return facts(base, weights, steps);
    } catch (DivergedException diverged) {
      throw diverged.keeping(
          "The newest checkpoint of " + name + " stays in " + training.folder() + "/checkpoints");
    }
  }

  private static Map<String, Object> facts(String base, Weights weights, List<StepReport> steps) {
    StepReport first = steps.get(0);
    StepReport last = steps.get(steps.size() - 1);
    Map<String, Object> facts = new TreeMap<>();
    facts.put("parameters", weights.architecture().parameterCount());
    facts.put("reinforced_from", base);
    facts.put("steps", last.step());
    facts.put("tokens", last.tokens());
    facts.put("reward_of_first_step", first.rewards().strict());
    facts.put("reward_of_last_step", last.rewards().strict());
    facts.put("reinforcement_flops", last.trainingFlops());
    return facts;
  }
}
