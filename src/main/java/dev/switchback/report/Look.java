package dev.switchback.report;

/**
 * How a player appears throughout the report.
 *
 * @param player its name in the tables
 * @param label its name on the page
 * @param role decides between colour and grey
 * @param color position among the players of the role; the style sheet turns it into a colour
 */
public record Look(String player, String label, Role role, int color) {
  /** Why a player is in the report. */
  public enum Role {
    /** A model of the experiment. */
    MODEL,
    /** A reference that is no model. */
    REFERENCE
  }

  /** The same player under a longer label, in a chart where it has two lines. */
  Look labelled(String longer) {
    return new Look(player, longer, role, color);
  }
}
