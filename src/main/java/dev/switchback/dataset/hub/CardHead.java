package dev.switchback.dataset.hub;

import dev.switchback.dataset.hub.DatasetCard.CardFacts;
import java.util.Locale;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;

/** What a card tells programs, in YAML. */
final class CardHead {
  private final CardFacts facts;

  CardHead(CardFacts facts) {
    this.facts = facts;
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("pretty_name: \"").append(facts.title()).append("\"\n");
    yaml.append("# Yours to choose, see https://huggingface.co/docs/hub/repositories-licenses\n");
    yaml.append("license: unknown\n");
    yaml.append("size_categories:\n- ").append(sizeCategory(facts.rows())).append('\n');
    yaml.append("task_categories:\n- text-generation\n");
    yaml.append("tags:\n- ").append(facts.family().key());
    yaml.append("\n- reasoning\n- search\n- synthetic\n");
    yaml.append("configs:\n- config_name: default\n  data_files:\n");
    for (HubSplit split : facts.splits()) {
      yaml.append("  - split: ").append(split.name()).append('\n');
      yaml.append("    path: data/").append(split.name()).append("-*.parquet\n");
    }
    yaml.append("dataset_info:\n  features:\n");
    for (StructField column : HubColumns.of(facts.schema()).fields()) {
      String key = column.dataType() instanceof ArrayType ? "list" : "dtype";
      yaml.append("  - name: ").append(column.name()).append('\n');
      yaml.append(String.format(Locale.ROOT, "    %s: %s%n", key, type(column)));
    }
    return yaml.toString();
  }

  /** The Hub's names for sizes: {@code n<1K}, {@code 1K<n<10K}, .. {@code n>1T}. */
  static String sizeCategory(long rows) {
    String[] sizes = {"1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"};
    long limit = 1000;
    for (int i = 0; i < sizes.length; i++) {
      if (rows < limit) {
        return i == 0 ? "n<" + sizes[0] : sizes[i - 1] + "<n<" + sizes[i];
      }
      limit *= 10;
    }
    return "n>1T";
  }

  private static String type(StructField column) {
    return HubColumns.type(column.dataType());
  }
}
