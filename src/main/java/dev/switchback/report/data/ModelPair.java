package dev.switchback.report.data;

import dev.switchback.report.data.PlayerStyle.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Two models that are compared; a difference is the first one's figure minus the second one's.
 *
 * @param style of a line about both
 */
public record ModelPair(PlayerStyle first, PlayerStyle second, PlayerStyle style) {
  /** Every two models, in the order in which they are measured. */
  public static List<ModelPair> all(ReportPlayers players) {
    List<PlayerStyle> models = players.models();
    List<ModelPair> pairs = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        String label = models.get(i).label() + " − " + models.get(j).label();
        PlayerStyle style =
            new PlayerStyle(
                models.get(i).player(), label, Role.MODEL, pairs.size() + models.size());
        pairs.add(new ModelPair(models.get(i), models.get(j), style));
      }
    }
    return pairs;
  }

  /** The names of both, as in a file's name. */
  public String name() {
    return first.player() + "-" + second.player();
  }
}
