package dev.switchback.report.finding;

import dev.switchback.grpo.StepReport;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.data.BudgetUnit;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.JointSuccesses;
import dev.switchback.report.data.JointSuccesses.Change;
import dev.switchback.report.data.JointSuccesses.Tries;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReinforcedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Says in words what rewards changed about a model. */
public final class ReinforcementFindings {
  private final PlayerStyle before;
  private final PlayerStyle after;
  private final ReinforcedModel model;
  private final List<Measurement> differences;
  private final Measurements measurements;

  /**
   * @param before style of the model that was gone on from
   * @param after style of the reinforced model
   */
  public ReinforcementFindings(
      PlayerStyle before, PlayerStyle after, ReinforcedModel model, Measurements measurements) {
    this.before = before;
    this.after = after;
    this.model = model;
    this.measurements = measurements;
    this.differences = measurements.differences(after, before, Metric.DIFFERENCE_IN_PASS_AT_K);
  }

  /** What one try and many tries gained or lost, and where the curves of pass@k cross. */
  public List<String> answer() {
    if (differences.isEmpty()) {
      return List.of(
          String.format(
              Locale.ROOT,
              "%s and %s were asked different problems: what rewards changed is not measured.",
              before.label(),
              after.label()));
    }
    Measurement fewest = differences.get(0);
    Measurement most = differences.get(differences.size() - 1);
    if (fewest.equals(most)) {
      return List.of(atK(fewest) + ".");
    }
    return List.of(atK(fewest) + "; " + lowered(atK(most)) + ".", crossing());
  }

  private String atK(Measurement row) {
    return String.format(
        Locale.ROOT,
        "With %s, %s (%s%s)",
        tries(row.at()),
        compared(row),
        shares(row.at()),
        Formats.points(row.estimate()));
  }

  private String compared(Measurement row) {
    if (!row.estimate().excludesZero()) {
      return after.label() + " and " + before.label() + " cannot be told apart";
    }
    return String.format(
        Locale.ROOT,
        "%s solves %s problems than %s",
        after.label(),
        row.estimate().value() > 0 ? "more" : "fewer",
        before.label());
  }

  private String shares(double k) {
    Optional<String> own = share(after, k);
    Optional<String> other = share(before, k);
    return own.isPresent() && other.isPresent()
        ? own.get() + " against " + other.get() + ", a difference of "
        : "";
  }

  private Optional<String> share(PlayerStyle style, double k) {
    return measurements
        .at(style, Metric.PASS_AT_K, k)
        .map(estimate -> Formats.percentWithDigit(estimate.value()));
  }

  private String crossing() {
    List<Measurement> apart =
        differences.stream().filter(row -> row.estimate().value() != 0).toList();
    if (apart.isEmpty()) {
      return "pass@k is the same before and after at every k.";
    }
    List<String> crossings = new ArrayList<>();
    for (int i = 1; i < apart.size(); i++) {
      if (!leader(apart.get(i)).equals(leader(apart.get(i - 1)))) {
        crossings.add(
            String.format(
                Locale.ROOT,
                "between k = %s and %s",
                Formats.whole(apart.get(i - 1).at()),
                Formats.whole(apart.get(i).at())));
      }
    }
    String leader = leader(apart.get(apart.size() - 1)).label();
    String where =
        crossings.isEmpty()
            ? "The curves of pass@k do not cross: that of " + leader + " is the higher one"
            : String.format(
                Locale.ROOT,
                "The curves of pass@k cross %s, beyond which that of %s is the higher one",
                Formats.list(crossings),
                leader);
    return where
        + lastCrossing()
        + "; the interval of the difference leaves out zero at "
        + toldApart()
        + ".";
  }

  private String lastCrossing() {
    return measurements
        .ofBoth(before, after, Metric.CROSSOVER_OF_PASS_AT_K)
        .map(
            at ->
                String.format(
                    Locale.ROOT,
                    "; the last crossing is at k = %.1f (%s to %s)",
                    at.value(),
                    end(at.low(), at.low() <= differences.get(0).at(), "less"),
                    end(
                        at.high(),
                        at.high() >= differences.get(differences.size() - 1).at(),
                        "more")))
        .orElse("");
  }

  /** An end of an interval, which is open where nothing was measured beyond it. */
  private static String end(double k, boolean open, String beyond) {
    return String.format(Locale.ROOT, "%.1f%s", k, open ? " or " + beyond : "");
  }

  private PlayerStyle leader(Measurement row) {
    return row.estimate().value() > 0 ? after : before;
  }

  private String toldApart() {
    List<String> ks =
        differences.stream()
            .filter(row -> row.estimate().excludesZero())
            .map(row -> Formats.whole(row.at()))
            .toList();
    if (ks.isEmpty()) {
      return "no k";
    }
    return ks.size() == differences.size() ? "every k" : "k = " + Formats.list(ks);
  }

  /** Which problems were gained and lost. */
  public List<String> problems() {
    JointSuccesses successes = model.successes();
    if (successes.problems() == 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    Change first = successes.change(Tries::firstRight, Tries::firstRight);
    texts.add(
        String.format(
            Locale.ROOT,
            "Of %s problems, the first tries of both solve %s, only that of %s %s, only that of %s"
                + " %s, neither %s.",
            Formats.whole(successes.problems()),
            Formats.whole(first.kept()),
            after.label(),
            Formats.whole(first.gained()),
            before.label(),
            Formats.whole(first.lost()),
            Formats.whole(first.never())));
    if (successes.triesBefore() > 1) {
      texts.add(firstAgainstAll(successes));
      texts.add(all(successes));
    }
    return texts;
  }

  private String firstAgainstAll(JointSuccesses successes) {
    Change change = successes.change(Tries::anyRight, Tries::firstRight);
    return String.format(
        Locale.ROOT,
        "Of the %s problems that the first try of %s solves, %s were solved by %s in %s and %s in"
            + " none of them.",
        Formats.whole(change.kept() + change.gained()),
        after.label(),
        Formats.whole(change.kept()),
        before.label(),
        tries(successes.triesBefore()),
        Formats.whole(change.gained()));
  }

  private String all(JointSuccesses successes) {
    Change change = successes.change(Tries::anyRight, Tries::anyRight);
    return String.format(
        Locale.ROOT,
        "Within all tries, %s of %s and %s of %s, both solve %s, only %s %s, only %s %s, neither"
            + " %s. A problem is new only in that %s did not solve it in %s.",
        Formats.whole(successes.triesBefore()),
        before.label(),
        Formats.whole(successes.triesAfter()),
        after.label(),
        Formats.whole(change.kept()),
        after.label(),
        Formats.whole(change.gained()),
        before.label(),
        Formats.whole(change.lost()),
        Formats.whole(change.never()),
        before.label(),
        tries(successes.triesBefore()));
  }

  /** What the training by rewards took. */
  public String cost() {
    double flops = model.lastStep().trainingFlops();
    String reinforcement = BudgetUnit.FLOPS.budget(flops);
    String tokens = Formats.whole(model.lastStep().tokens());
    return model.baseFlops().isPresent()
        ? String.format(
            Locale.ROOT,
            "%s has had more compute than %s: the training of %2$s took %s floating-point"
                + " operations, the rewards another %s (%s of that) with %s generated tokens. The"
                + " curves count only what an answer costs.",
            after.label(),
            before.label(),
            BudgetUnit.FLOPS.budget(model.baseFlops().getAsDouble()),
            reinforcement,
            Formats.percentWithDigit(flops / model.baseFlops().getAsDouble()),
            tokens)
        : String.format(
            Locale.ROOT,
            "%s has had more compute than %s: the rewards took %s floating-point operations with"
                + " %s generated tokens; those of the training of %2$s were not counted. The curves"
                + " count only what an answer costs.",
            after.label(),
            before.label(),
            reinforcement,
            tokens);
  }

  /** How the reward and the length of completions went. */
  public String course() {
    List<StepReport> steps = model.steps();
    int tenth = Math.max(1, steps.size() / 10);
    List<StepReport> first = steps.subList(0, tenth);
    List<StepReport> last = steps.subList(steps.size() - tenth, steps.size());
    return String.format(
        Locale.ROOT,
        "In the first tenth of the steps %s of the completions were right by the strict rule, in"
            + " the last %s; they had %s and %s tokens.",
        Formats.percentWithDigit(mean(first, step -> step.rewards().strict())),
        Formats.percentWithDigit(mean(last, step -> step.rewards().strict())),
        Formats.whole(mean(first, step -> step.lengths().mean())),
        Formats.whole(mean(last, step -> step.lengths().mean())));
  }

  private static double mean(List<StepReport> steps, ToDoubleFunction<StepReport> quantity) {
    return steps.stream().mapToDouble(quantity).average().orElseThrow();
  }

  private static String tries(double k) {
    return k == 1 ? "one try" : Formats.whole(k) + " tries";
  }

  private static String lowered(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
