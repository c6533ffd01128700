package dev.switchback.dataset.hub;

import dev.switchback.family.Family;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a card tells.
 *
 * @param experiment its name
 * @param family of the problems
 * @param style of traces; empty for problems
 * @param schema of the table
 * @param splits in their order
 * @param version of Switchback, which made the table
 * @param problems manifest of the problems, as JSON
 * @param traces manifest of the traces, as JSON; empty for problems
 */
public record CardFacts(
    String experiment,
    Family family,
    String style,
    StructType schema,
    List<HubSplit> splits,
    String version,
    String problems,
    String traces) {

  public CardFacts {
    splits = List.copyOf(splits);
  }

  long rows() {
    return splits.stream().mapToLong(HubSplit::rows).sum();
  }

  boolean hasColumn(String name) {
    return Arrays.asList(schema.fieldNames()).contains(name);
  }

  String title() {
    return experiment
        + ": "
        + family.key()
        + (style.isEmpty() ? " problems" : " problems with traces in the style " + style);
  }
}
