package dev.switchback.report.data;

import dev.switchback.experiment.ReservedNames;
import dev.switchback.report.data.PlayerStyle.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The players of a report, models first, in the order in which legends and tables list them.
 *
 * @param styles of all players
 */
public record ReportPlayers(List<PlayerStyle> styles) {
  private static final String RANDOM_PLAY = ReservedNames.RANDOM_PLAY;

  private static final List<PlayerStyle> ROUTERS =
      List.of(
          new PlayerStyle(ReservedNames.ROUTER, "router", Role.ROUTER, 0),
          new PlayerStyle(
              ReservedNames.ORACLE_ROUTER, "router that knows the outcome", Role.ROUTER, 1));

  /** Copies the looks. */
  public ReportPlayers {
    styles = List.copyOf(styles);
  }

  /**
   * Gives every player its label and colour.
   *
   * @param models names in the order of the configuration
   * @param references names of the players that are no models
   */
  public static ReportPlayers of(List<String> models, List<String> references) {
    List<PlayerStyle> styles = new ArrayList<>();
    for (String model : models) {
      styles.add(new PlayerStyle(model, model, Role.MODEL, styles.size()));
    }
    for (int i = 0; i < references.size(); i++) {
      String label = referenceLabel(references.get(i));
      styles.add(new PlayerStyle(references.get(i), label, Role.REFERENCE, i));
    }
    return new ReportPlayers(styles);
  }

  /** Returns the models. */
  public List<PlayerStyle> models() {
    return styles.stream().filter(style -> style.role() == Role.MODEL).toList();
  }

  /**
   * Returns a model by its name.
   *
   * @throws IllegalArgumentException if it is not in the report
   */
  public PlayerStyle model(String name) {
    return models().stream()
        .filter(style -> style.player().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot show the model "
                        + name
                        + ", expected one of "
                        + models().stream().map(PlayerStyle::player).toList()));
  }

  /** Returns the references. */
  public List<PlayerStyle> references() {
    return styles.stream().filter(style -> style.role() == Role.REFERENCE).toList();
  }

  /** The reference that needs no skill. */
  public Optional<PlayerStyle> randomPlay() {
    return styles.stream().filter(style -> style.player().equals(RANDOM_PLAY)).findFirst();
  }

  /** The routers, and the models that they choose from. */
  public List<PlayerStyle> routed() {
    return Stream.concat(ROUTERS.stream(), models().stream()).toList();
  }

  private static String referenceLabel(String player) {
    return player.equals(RANDOM_PLAY) ? "random play" : "symbolic " + player;
  }
}
