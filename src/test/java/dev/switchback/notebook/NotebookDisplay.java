package dev.switchback.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What notes know as {@code z}: forms that answer by themselves, tables that are kept. Public, with
 * Zeppelin's names of methods, because the shell's code calls it.
 */
public final class NotebookDisplay {
  private final Map<String, String> answers = new HashMap<>();
  private final List<Dataset<Row>> shown = new ArrayList<>();

  /** Answers forms from now on; others have their default. */
  void answer(Map<String, String> given) {
    answers.clear();
    answers.putAll(given);
  }

  /** The tables that were shown since the last call. */
  List<Dataset<Row>> takeShown() {
    List<Dataset<Row>> taken = List.copyOf(shown);
    shown.clear();
    return taken;
  }

  /** A form for a text. */
  public Object textbox(String name, String defaultValue) {
    return answers.getOrDefault(name, defaultValue);
  }

  /** Shows a table. */
  public void show(Dataset<Row> table) {
    shown.add(table);
  }
}
