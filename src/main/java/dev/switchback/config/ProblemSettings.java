package dev.switchback.config;

import java.io.Serializable;
import java.util.List;

/** Which problems are made, and how they are split. */
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
    @Key(value = "4", doc = "Numbers given in a problem, 2 to 6; all of them are to be used.")
        int numbers,
    @Key(value = "1", doc = "Smallest number given, 1 or more.") int minNumber,
    @Key(value = "99", doc = "Largest number given, from min-number to 999.") int maxNumber,
    @Key(value = "10", doc = "Smallest target, 1 or more.") int minTarget,
    @Key(value = "100", doc = "Largest target, from min-target to 9999.") int maxTarget,
    @Key(
            value = "0.1",
            doc =
                "Share of the target values, 0 or more and less than 1, that only the"
                    + " unseen-target split has.")
        double unseenTargetShare,
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
        List<TraceStyle> styles,
    @Key(doc = "Which Sudoku puzzles are made.") SudokuSettings sudoku)
    implements Serializable {
  /** The family of numbers and a target. */
  public static final String COUNTDOWN = "countdown";

  /** The family of two games, of which the first makes a number for the second. */
  public static final String STACKED = "stacked-countdown";

  /** The family of Sudoku puzzles. */
  public static final String SUDOKU = "sudoku";

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public ProblemSettings {
    styles = List.copyOf(styles);
    String named = family;
    new Requirements()
        .oneOf("family", family, List.of(COUNTDOWN, STACKED, SUDOKU))
        .that(
            from.isEmpty() || !family.equals(STACKED),
            "from",
            Requirements.quoted(from),
            "none for the family " + STACKED + ", of which there are no imports")
        .that(
            from.isEmpty() || !family.equals(SUDOKU) || !sudoku.easier(),
            "from",
            Requirements.quoted(from),
            "none with sudoku.easier = true: imported puzzles are taken as they are")
        .between("numbers", numbers, 2, 6)
        .that(
            !family.equals(STACKED) || numbers == 4,
            "numbers",
            numbers,
            "4, for each of the two games of the family " + STACKED)
        .atLeast("min-number", 1, minNumber)
        .that(
            maxNumber >= minNumber && maxNumber <= 999,
            "max-number",
            maxNumber,
            "min-number (" + minNumber + ") to 999")
        .atLeast("min-target", 1, minTarget)
        .that(
            maxTarget >= minTarget && maxTarget <= 9999,
            "max-target",
            maxTarget,
            "min-target (" + minTarget + ") to 9999")
        .share("unseen-target-share", unseenTargetShare)
        .that(
            validationShare > 0 && validationShare < 1,
            "validation-share",
            validationShare,
            "a share, more than 0 and less than 1")
        .atLeast("train", 1, train)
        .atLeast("validation", 1, validation)
        .atLeast("unseen-target", 0, unseenTarget)
        .that(
            family.equals(SUDOKU)
                || unseenTarget == 0
                || heldOut(unseenTargetShare, minTarget, maxTarget) >= 1,
            "unseen-target-share",
            unseenTargetShare,
            "at least one target value held out for the unseen-target split; give a larger share,"
                + " more targets, or unseen-target = 0")
        .atLeast("rows-per-file", 1000, rowsPerFile)
        .that(
            styles.stream().allMatch(style -> style.isWrittenIn(named)),
            "styles",
            styles.stream().map(TraceStyle::key).toList(),
            "direct or backtracking, which all families have, or with countdown mix or think")
        .check();
  }

  /** Whether problems are taken from an import, not drawn. */
  public boolean imported() {
    return !from.isEmpty();
  }

  /** Problems in a split, which is named as tables name it. */
  public long rows(String split) {
    return switch (split) {
      case "train" -> train;
      case "validation" -> validation;
      case "unseen-target" -> family.equals(SUDOKU) ? 0 : unseenTarget;
      default -> throw new IllegalArgumentException("Cannot count the problems of: " + split);
    };
  }

  private static long heldOut(double share, int minTarget, int maxTarget) {
    return (long) (share * (maxTarget - minTarget + 1L));
  }
}
