package dev.switchback.evaluate;

import dev.switchback.experiment.ArchitectureSettings;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.family.Family;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.estimate.GenerationCost;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Player.Drawing;
import dev.switchback.metric.estimate.Player.MistakeUnit;
import dev.switchback.metric.estimate.Price;
import dev.switchback.model.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The players of an experiment. */
final class PlayerRegistry {
  private final Experiment experiment;
  private final Family family;

  PlayerRegistry(Experiment experiment, Family family) {
    this.experiment = experiment;
    this.family = family;
  }

  /** Models in the order of the configuration, then references. */
  List<Player> all() {
    List<Player> players = new ArrayList<>();
    experiment.models().forEach((name, settings) -> players.add(model(name, settings)));
    ReferencePlayers.names(family).forEach(name -> players.add(reference(name)));
    return players;
  }

  private Player model(String name, ModelSettings settings) {
    return new Player(
        name,
        settings.sampling().temperature() > 0 ? Drawing.SAMPLED : Drawing.DETERMINISTIC,
        settings.answersAtOnce(experiment.searches()) ? MistakeUnit.ANSWER : MistakeUnit.DEAD_END,
        prices(settings.architecture()));
  }

  private static Player reference(String name) {
    boolean random = name.equals(ReferencePlayers.RANDOM_PLAY);
    return Player.reference(
        name,
        random ? Drawing.SAMPLED : Drawing.DETERMINISTIC,
        random ? MistakeUnit.ANSWER : MistakeUnit.DEAD_END);
  }

  private Map<CostAxis, Price> prices(ArchitectureSettings shape) {
    int keyValueSize = shape.keyValueHeads() * shape.hiddenSize() / shape.attentionHeads();
    return Map.of(
        CostAxis.TOKENS,
        Price.TOKENS,
        CostAxis.FLOPS,
        Architecture.of(shape, family.tokenizer().size()).cost(),
        CostAxis.FLOPS_PAPER,
        new GenerationCost(
            shape.layers(), shape.hiddenSize(), keyValueSize, shape.feedForwardSize()));
  }
}
