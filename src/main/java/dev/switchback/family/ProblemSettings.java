package dev.switchback.family;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.TraceStyle;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Which problems are made, and how they are split. Families add settings of their own. */
public record ProblemSettings(
    @Key(value = "countdown", doc = "Puzzle family: countdown, stacked-countdown or sudoku.")
        String family,
    @Key(
            value = "\"\"",
            affects = Affects.CHOICE,
            doc =
                "Folder that `import` made, from which countdown or sudoku problems are taken;"
                    + " empty to draw them. What the other settings do not describe is left out;"
                    + " each split takes its first rows, up to as many as it is to have.")
        String from,
    @ProvidedSettings.By(PuzzleFamilies.class) ProvidedSettings ofFamilies,
    @Key(
            value = "0.05",
            doc =
                "Share of the canonical problems (sorted numbers and target; symmetry classes in"
                    + " Sudoku), more than 0 and less than 1, that training never sees and the"
                    + " validation split is drawn from.")
        double validationShare,
    @Key(value = "500000", doc = "Problems in the train split, 1 or more.") long train,
    @Key(value = "1000", doc = "Problems in the validation split, 1 or more.") int validation,
    @Key(
            value = "1000",
            doc =
                "Problems in the unseen-target split, 0 or more; 0 leaves the split out. Sudoku has"
                    + " no such split.")
        int unseenTarget,
    @Key(
            value = "false",
            doc =
                "Whether the train split may hold a problem more than once, where there are few;"
                    + " the other splits never do.")
        boolean repeats,
    @Key(
            value = "100000",
            affects = Affects.CUT,
            doc =
                "Problems, and traces of them, in a file, 1000 or more; small tables have smaller"
                    + " files.")
        int rowsPerFile,
    @Key(
            value = "true",
            affects = Affects.TRACES,
            doc =
                "Whether traces hold their text beside their tokens, for people: models learn from"
                    + " tokens alone. Without it the files are half as large.")
        boolean text,
    @Key(
            value = "[]",
            affects = Affects.CHOICE,
            doc =
                "Styles in which problems are written down whether or not a model learns them, each"
                    + " with its usual searches: for data sets without models, with stages ="
                    + " [generate].")
        List<TraceStyle> styles)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ProblemSettings {
    styles = List.copyOf(styles);
    Requirements requirements =
        new Requirements()
            .oneOf("family", family, PuzzleFamilies.keys())
            .that(
                validationShare > 0 && validationShare < 1,
                "validation-share",
                validationShare,
                "a share, more than 0 and less than 1")
            .atLeast("train", 1, train)
            .atLeast("validation", 1, validation)
            .atLeast("unseen-target", 0, unseenTarget)
            .atLeast("rows-per-file", 1000, rowsPerFile);
    Optional<PuzzleFamily> puzzles = PuzzleFamilies.find(family);
    if (puzzles.isPresent()) {
      requirements
          .that(
              from.isEmpty() || !puzzles.get().importFormats().isEmpty(),
              "from",
              Requirements.quoted(from),
              "none for the family " + family + ", of which there are no imports")
          .that(
              styles.stream().allMatch(puzzles.get().searches()::writes),
              "styles",
              styles.stream().map(TraceStyle::key).toList(),
              "styles of the family " + family + ": " + puzzles.get().searches().allowed());
      puzzles.get().check(ofFamilies, unseenTarget, !from.isEmpty(), requirements);
    }
    requirements.check();
  }

  /** The values of a family's own settings. */
  public <T extends Record> T of(Class<T> settings) {
    return ofFamilies.of(settings);
  }

  /** The family that the settings name. */
  public PuzzleFamily puzzles() {
    return PuzzleFamilies.of(family);
  }

  /** Whether problems are taken from an import, not drawn. */
  public boolean imported() {
    return !from.isEmpty();
  }

  /** Problems in a split. */
  public long rows(Split split) {
    if (!puzzles().splits().contains(split)) {
      return 0;
    }
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case UNSEEN_TARGET -> unseenTarget;
    };
  }

  /** Problems in a split, which is named as tables name it. */
  public long rows(String split) {
    return rows(Split.of(split));
  }
}
