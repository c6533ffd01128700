package dev.switchback.experiment;

import dev.switchback.config.Schema;
import dev.switchback.config.ValueBinder;
import java.util.List;

/** The page of all keys, made from the records that declare them. */
public final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      An experiment is one file in [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md)
      syntax; `conf/` has examples. This page is made from the code: `jobs/switchback config --keys`
      prints it.

      Where a key is given more than once, the first of these wins:

      1. `--set key=value` on the command line, the last one for the same key. Lists, sections and
         quoted text are read as HOCON, anything else is taken as it stands.
      2. The file named on the command line, within it the later line.
      3. The files it includes (`include "other.conf"`), each at the line that includes it. A file
         that is missing is an error.
      4. For the five sizes of an architecture, its preset.
      5. The default in the tables below.

      Unknown keys, wrong types and impossible values end a command with exit code 2 and a list of
      all of them before any work is done. `jobs/switchback config CONF` prints every value that is
      in effect; a run keeps them in `effective.conf`.

      The column "changes" says what depends on a key: problems, traces, a model, samples, scores,
      figures, the router or the report, and with it all that is made from it. A folder that was
      made or begun with another value of such a key is never mixed with the new one: the command
      stops and says what differs. A key that changes "what it chooses" counts by that: the rows of
      an import, the searches of a style, the sizes of a preset.

      Three kinds of keys leave everything that is finished as it is, and a training that was
      interrupted goes on with another value of them:

      - only files: how tables are cut into files. A table that was interrupted, whose files would
        not fit each other, goes on only with the value that it was begun with.
      - only making: where, how fast and how patiently the work is done.
      - only watching: what is measured, shown and kept on the way.
      """;

  private ConfigurationPage() {}

  /** The page in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    table("", Schema.allKeysOf(Experiment.class, ""), page);
    presets(page);
    return page.toString();
  }

  private static void table(String section, List<Schema.Entry> all, StringBuilder page) {
    page.append("\n## ").append(section.isEmpty() ? "The experiment" : "`" + section + "`");
    page.append("\n\n| key | type | default | changes | meaning |\n|---|---|---|---|---|\n");
    List<Schema.Entry> keys =
        all.stream().filter(entry -> entry.section().equals(section)).toList();
    for (Schema.Entry key : keys) {
      page.append("| `").append(key.name()).append("` | ").append(type(key)).append(" | ");
      page.append(fallback(key)).append(" | ").append(changes(key)).append(" | ");
      page.append(key.doc()).append(" |\n");
    }
    for (Schema.Entry key : keys) {
      if (Schema.isRecord(key.type())) {
        table(key.path(), all, page);
      } else if (isNamedSections(key)) {
        table(Schema.join(key.path(), Schema.ANY_NAME), all, page);
      }
    }
  }

  private static boolean isNamedSections(Schema.Entry key) {
    return Schema.isMap(key.type()) && Schema.isRecord(Schema.argument(key.type()));
  }

  private static String type(Schema.Entry key) {
    if (Schema.isRecord(key.type())) {
      return "section";
    }
    if (isNamedSections(key)) {
      return "sections by name";
    }
    return Schema.isMap(key.type())
        ? "texts by name"
        : ValueBinder.describe(key.type()).replaceFirst("^an? ", "");
  }

  private static String fallback(Schema.Entry key) {
    if (Schema.isRecord(key.type())) {
      return "";
    }
    return key.fallback().isEmpty() ? "required" : "`" + key.fallback() + "`";
  }

  private static String changes(Schema.Entry key) {
    return Schema.isRecord(key.type()) || isNamedSections(key) ? "" : key.affects().words();
  }

  private static void presets(StringBuilder page) {
    page.append("\n## Presets of an architecture\n\n");
    page.append("| preset | hidden-size | layers | attention-heads | key-value-heads |");
    page.append(" feed-forward-size |\n|---|--:|--:|--:|--:|--:|\n");
    for (ArchitectureSettings.Preset preset : ArchitectureSettings.Preset.values()) {
      page.append("| ").append(preset.key).append(" | ").append(preset.hiddenSize);
      page.append(" | ").append(preset.layers).append(" | ").append(preset.attentionHeads);
      page.append(" | ").append(preset.keyValueHeads).append(" | ");
      page.append(preset.feedForwardSize).append(" |\n");
    }
  }
}
