package dev.switchback.report;

import dev.switchback.experiment.ReservedNames;
import dev.switchback.report.Look.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The players of a report, models first, in the order in which legends and tables list them.
 *
 * @param looks of all players
 */
public record Cast(List<Look> looks) {
  private static final String RANDOM_PLAY = ReservedNames.RANDOM_PLAY;

  private static final List<Look> ROUTERS =
      List.of(
          new Look(ReservedNames.ROUTER, "router", Role.ROUTER, 0),
          new Look(ReservedNames.ORACLE_ROUTER, "router that knows the outcome", Role.ROUTER, 1));

  /** Copies the looks. */
  public Cast {
    looks = List.copyOf(looks);
  }

  /**
   * Gives every player its label and colour.
   *
   * @param models names in the order of the configuration
   * @param references names of the players that are no models
   */
  public static Cast of(List<String> models, List<String> references) {
    List<Look> looks = new ArrayList<>();
    for (String model : models) {
      looks.add(new Look(model, model, Role.MODEL, looks.size()));
    }
    for (int i = 0; i < references.size(); i++) {
      String label = referenceLabel(references.get(i));
      looks.add(new Look(references.get(i), label, Role.REFERENCE, i));
    }
    return new Cast(looks);
  }

  /** Returns the models. */
  public List<Look> models() {
    return looks.stream().filter(look -> look.role() == Role.MODEL).toList();
  }

  /** Returns the references. */
  public List<Look> references() {
    return looks.stream().filter(look -> look.role() == Role.REFERENCE).toList();
  }

  /** The reference that needs no skill. */
  Optional<Look> randomPlay() {
    return looks.stream().filter(look -> look.player().equals(RANDOM_PLAY)).findFirst();
  }

  /** The routers, and the models that they choose from. */
  List<Look> routed() {
    return Stream.concat(ROUTERS.stream(), models().stream()).toList();
  }

  private static String referenceLabel(String player) {
    return player.equals(RANDOM_PLAY) ? "random play" : "symbolic " + player;
  }
}
