package dev.switchback.dataset.hub;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a card tells.
 *
 * @param experiment its name
 * @param family of the problems: {@code countdown} or {@code sudoku}
 * @param style of traces; empty for problems
 * @param schema of the table
 * @param splits in their order
 * @param problems manifest of the problems, as JSON
 * @param traces manifest of the traces, as JSON; empty for problems
 */
public record CardFacts(
    String experiment,
    String family,
    String style,
    long seed,
    String version,
    StructType schema,
    List<HubSplit> splits,
    String problems,
    String traces) {

  public CardFacts {
    splits = List.copyOf(splits);
  }

  long rows() {
    return splits.stream().mapToLong(HubSplit::rows).sum();
  }

  String title() {
    String problems = familyName() + (family.equals("sudoku") ? " puzzles" : " problems");
    return experiment
        + ": "
        + problems
        + (style.isEmpty() ? "" : " with traces in the style " + style);
  }

  String familyName() {
    return family.equals("sudoku") ? "Sudoku" : "CountDown";
  }
}
