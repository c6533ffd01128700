package dev.switchback.report;

import dev.switchback.report.Look.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Two models that are compared; a difference is the first one's figure minus the second one's.
 *
 * @param look of a line about both
 */
record Pair(Look first, Look second, Look look) {
  /** Every two models, in the order in which they are measured. */
  static List<Pair> all(Cast cast) {
    List<Look> models = cast.models();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        String label = models.get(i).label() + " − " + models.get(j).label();
        Look look =
            new Look(models.get(i).player(), label, Role.MODEL, pairs.size() + models.size());
        pairs.add(new Pair(models.get(i), models.get(j), look));
      }
    }
    return pairs;
  }

  /** The names of both, as in a file's name. */
  String name() {
    return first.player() + "-" + second.player();
  }
}
