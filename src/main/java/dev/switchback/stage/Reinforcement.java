package dev.switchback.stage;

import dev.switchback.cluster.PolicyGradientJob;
import dev.switchback.cluster.RolloutJob;
import dev.switchback.cluster.Workers;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.Family;
import dev.switchback.grpo.Alarms;
import dev.switchback.grpo.CreditAssignment.Group;
import dev.switchback.grpo.PolicyUpdate;
import dev.switchback.grpo.RolloutFolder;
import dev.switchback.grpo.RolloutSampler;
import dev.switchback.grpo.StepJournal;
import dev.switchback.grpo.StepReport;
import dev.switchback.model.Weights;
import dev.switchback.progress.LiveFigure;
import dev.switchback.progress.Progress;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.Checkpoints;
import dev.switchback.train.DivergedException;
import dev.switchback.train.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training of one model by rewards, in its folder: from the newest checkpoint there, or else
 * from the model that it is reinforced from, to the finished model. Each step is two Spark jobs or
 * more: completions are drawn, and gradients added up; the driver moves the weights.
 *
 * @param name of the model, for people
 * @param settings of the model
 * @param family of the problems
 * @param seed of the order of problems and of the draws
 * @param files the folder's file system
 * @param folder of the model: checkpoints and completions while it is trained, the finished model
 *     in the end
 */
record Reinforcement(
    JavaSparkContext spark,
    String name,
    ModelSettings settings,
    Family family,
    long seed,
    FileSystem files,
    Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Reinforcement.class);

  /**
   * Trains to the last step, and writes the finished model beside its checkpoints.
   *
   * @param base weights of the model that it is reinforced from
   * @param problems folder of the train split
   * @return every step, also those before an interruption
   * @throws DivergedException if the objective is no longer a number
   */
  List<StepReport> run(Weights base, Path problems) throws IOException {
    Checkpoints<StepReport> checkpoints = checkpoints();
    Optional<Checkpoints.Saved<StepReport>> saved = checkpoints.newest(base.architecture());
    TrainingState start =
        saved.isPresent() ? saved.get().state() : TrainingState.beginningWith(base);
    StepJournal journal =
        new StepJournal(
            files, folder, saved.map(Checkpoints.Saved<StepReport>::reports).orElse(List.of()));
    AskedProblems asked =
        AskedProblems.read(
            spark.hadoopConfiguration(),
            problems,
            family,
            settings.style(),
            settings.grpo(),
            seed,
            start.step());
    Broadcast<Weights> reference = spark.broadcast(base);
    try {
      new Steps(asked, reference, journal, checkpoints).run(start);
    } finally {
      reference.destroy();
    }
    checkpoints.publish();
    return journal.reports();
  }

  /** Removes the checkpoints, which a finished model does not need. */
  void discardCheckpoints() throws IOException {
    checkpoints().discard();
  }

  private Checkpoints<StepReport> checkpoints() {
    return new Checkpoints<>(
        files, folder, family.tokenizer(), settings.grpo().checkpoints(), seed, StepReport.class);
  }

  /** Step after step, from a state to the last. */
  private final class Steps {
    private final GrpoSettings grpo = settings.grpo();
    private final Tokenizer tokenizer = family.tokenizer();
    private final SamplingSettings drawing = grpo.drawing(settings.sampling());
    private final RolloutFolder rollouts = new RolloutFolder(files, folder);
    private final AskedProblems asked;
    private final Broadcast<Weights> reference;
    private final StepJournal journal;
    private final Checkpoints<StepReport> checkpoints;
    private final PolicyGradientJob learning;

    Steps(
        AskedProblems asked,
        Broadcast<Weights> reference,
        StepJournal journal,
        Checkpoints<StepReport> checkpoints) {
      this.asked = asked;
      this.reference = reference;
      this.journal = journal;
      this.checkpoints = checkpoints;
      Workers workers = Workers.place(spark.sc(), grpo.learner(), reference.value().architecture());
      this.learning = new PolicyGradientJob(spark, workers, grpo, tokenizer.pad());
    }

    /** The newest checkpoint then holds the result. */
    void run(TrainingState start) throws IOException {
      TrainingState state = start;
      try (Progress progress =
          Progress.continueAt(state.step(), "Reinforcing " + name, grpo.steps(), "steps")) {
        while (state.step() < grpo.steps()) {
          state = step(state);
          if (isDue(grpo.checkpoints().everySteps(), state.step())) {
            checkpoints.save(state, journal.reports());
            rollouts.thin(state.step(), grpo.monitoring().rolloutsEverySteps());
          }
          List<StepReport> reports = journal.reports();
          Alarms.raised(reports).forEach(alarm -> LOG.warn("{}: {}", name, alarm));
          StepReport last = reports.get(reports.size() - 1);
          show(last);
          progress.advanceTo(state.step(), shown(last));
        }
      } finally {
        LiveFigure.clear(
            LiveFigure.REWARD_STEP,
            LiveFigure.REWARD_STEP_SECONDS,
            LiveFigure.REWARD,
            LiveFigure.REWARD_LENGTH,
            LiveFigure.REWARD_ENTROPY,
            LiveFigure.REWARD_KL);
      }
      journal.write();
    }

    private TrainingState step(TrainingState state) throws IOException {
      long started = System.nanoTime();
      long step = state.step();
      Broadcast<Weights> weights = spark.broadcast(state.weights());
      Drawn drawn;
      try {
        drawn = draw(step, weights);
      } finally {
        weights.destroy();
      }
      long sampled = System.nanoTime();
      PolicyUpdate update =
          new PolicyUpdate(grpo, drawing.maxTokens(), state, drawn.learned(grpo), drawn.all);
      Learned learned = learn(update, step, drawn);
      StepReport.Seconds seconds =
          new StepReport.Seconds(
              (sampled - started) / 1e9,
              drawn.judgingSeconds,
              learned.nanos / 1e9,
              learned.referenceSeconds,
              (System.nanoTime() - sampled - learned.nanos) / 1e9);
      double before =
          step == 0 ? 0 : journal.reports().get(journal.reports().size() - 1).trainingFlops();
      TrainingState after = update.state();
      StepReport report = update.report(seconds, before);
      journal.add(
          isDue(grpo.monitoring().everySteps(), after.step()) ? watched(report, after) : report);
      return after;
    }

    /** What the jobs of a step's updates took, as the driver sees it, and the reference in them. */
    private record Learned(long nanos, double referenceSeconds) {}

    /** Updates the weights. */
    private Learned learn(PolicyUpdate update, long step, Drawn drawn) {
      long took = 0;
      double referenceSeconds = 0;
      for (int part = 0; part < grpo.updates(); part++) {
        if (!update.hasSignal(part)) {
          continue;
        }
        long started = System.nanoTime();
        spark.setJobDescription("Learn " + name + " at step " + (step + 1));
        Broadcast<Weights> policy = spark.broadcast(update.state().weights());
        try {
          PolicyGradientJob.Result result =
              learning.run(
                  policy,
                  needsReference(step) ? Optional.of(reference) : Optional.empty(),
                  drawn.files,
                  update.credit(part));
          took += System.nanoTime() - started;
          referenceSeconds += result.referenceSeconds();
          update.apply(part, result.sums(), result.gradient(), result.peakMemoryBytes());
        } finally {
          policy.destroy();
        }
      }
      return new Learned(took, referenceSeconds);
    }

    /** Where nothing holds the policy near it, the distance is still told now and then. */
    private boolean needsReference(long step) {
      return grpo.loss().klCoefficient() > 0
          || isDue(grpo.monitoring().everySteps(), step + 1)
          || step == 0;
    }

    private Drawn draw(long step, Broadcast<Weights> weights) throws IOException {
      spark.setJobDescription("Sample " + name + " for step " + (step + 1));
      RolloutJob job = new RolloutJob(spark, tokenizer, drawing);
      Path kept = rollouts.of(step + 1, weights.value());
      Drawn drawn = new Drawn();
      int draw = 0;
      do {
        long drawSeed = RolloutSampler.seed(seed, step, draw);
        drawn.add(job.run(weights, asked.of(step, draw), drawSeed, Optional.of(kept)));
        draw++;
      } while (draw < grpo.draws() && drawn.learned(grpo).size() < grpo.prompts());
      rollouts.keepOnly(kept, drawn.fileNames());
      return drawn;
    }

    private StepReport watched(StepReport report, TrainingState after) {
      if (grpo.monitoring().problems() == 0) {
        return report;
      }
      spark.setJobDescription("Watch " + name + " at step " + after.step());
      SamplingSettings watching = grpo.monitoring().drawing(drawing);
      Broadcast<Weights> weights = spark.broadcast(after.weights());
      try {
        RolloutJob.Result result =
            new RolloutJob(spark, tokenizer, watching)
                .run(
                    weights,
                    asked.monitoring(),
                    RolloutSampler.monitoringSeed(seed),
                    Optional.empty());
        return report.with(StepReport.Monitoring.of(Group.of(result.facts())));
      } finally {
        weights.destroy();
      }
    }

    private boolean isDue(int everySteps, long step) {
      return step == grpo.steps() || step % everySteps == 0;
    }

    /** The completions of a step. */
    private static final class Drawn {
      private final List<String> files = new ArrayList<>();
      private final List<Group> all = new ArrayList<>();
      private double judgingSeconds;

      void add(RolloutJob.Result result) {
        files.addAll(result.files());
        all.addAll(Group.of(result.facts()));
        judgingSeconds += result.judgingSeconds();
      }

      Set<String> fileNames() {
        return files.stream().map(file -> new Path(file).getName()).collect(Collectors.toSet());
      }

      /** Those that are learned from: where groups were drawn again, the first with a signal. */
      List<Group> learned(GrpoSettings grpo) {
        return grpo.draws() == 1
            ? all
            : all.stream()
                .filter(group -> group.hasSignal(grpo.rewardsPaperRule()))
                .limit(grpo.prompts())
                .toList();
      }
    }

    private static void show(StepReport report) {
      LiveFigure.REWARD_STEP.set(report.step());
      LiveFigure.REWARD_STEP_SECONDS.set(report.seconds().total());
      LiveFigure.REWARD.set(report.rewards().strict());
      LiveFigure.REWARD_LENGTH.set(report.lengths().mean());
      if (report.policy() == null) {
        LiveFigure.clear(LiveFigure.REWARD_ENTROPY, LiveFigure.REWARD_KL);
      } else {
        LiveFigure.REWARD_ENTROPY.set(report.policy().entropy());
        LiveFigure.REWARD_KL.set(report.policy().kl());
      }
    }

    private static String shown(StepReport report) {
      return String.format(
          Locale.ROOT,
          "reward %.3f, length %.0f, %.1f s a step",
          report.rewards().strict(),
          report.lengths().mean(),
          report.seconds().total());
    }
  }
}
