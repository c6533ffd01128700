package dev.switchback.report.browser;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.switchback.report.data.PlayerStyle;
import java.util.List;

/**
 * What the problem browser knows of every problem before it opens one.
 *
 * @param models in their order
 * @param difficulties names of what is known of each problem's difficulty
 * @param chunk problems of a file of {@link BrowserFiles}
 * @param problems in the order of the files
 */
public record BrowserIndex(
    List<PlayerStyle> models, List<String> difficulties, int chunk, List<Entry> problems) {
  /** Copies the lists. */
  public BrowserIndex {
    models = List.copyOf(models);
    difficulties = List.copyOf(difficulties);
    problems = List.copyOf(problems);
  }

  /**
   * A problem, in JSON a list of its four parts.
   *
   * @param id its identity in the tables
   * @param statement what is asked, in words
   * @param difficulty by each measure
   * @param tallies correct completions of the first model, all of them, and so on by model
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"id", "statement", "difficulty", "tallies"})
  public record Entry(String id, String statement, List<Long> difficulty, List<Long> tallies) {
    /** Copies the lists. */
    public Entry {
      difficulty = List.copyOf(difficulty);
      tallies = List.copyOf(tallies);
    }
  }
}
