package dev.switchback.family.countdown.puzzle;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import java.io.Serializable;

/** Which numbers and targets CountDown problems, stacked or not, are made of. */
public record CountdownSettings(
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
        double unseenTargetShare)
    implements Serializable {
  /** Their keys stand among those of all problems. */
  public static final ProvidedSettings.Declaration DECLARATION =
      new ProvidedSettings.Declaration("", CountdownSettings.class, "");

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public CountdownSettings {
    new Requirements()
        .between("numbers", numbers, 2, 6)
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
        .check();
  }

  /** Requires a target value for the unseen-target split, where it is to have problems. */
  public void checkUnseenTargets(int problems, Requirements requirements) {
    requirements.that(
        problems == 0 || (long) (unseenTargetShare * (maxTarget - minTarget + 1L)) >= 1,
        "unseen-target-share",
        unseenTargetShare,
        "at least one target value held out for the unseen-target split; give a larger share, more"
            + " targets, or unseen-target = 0");
  }
}
