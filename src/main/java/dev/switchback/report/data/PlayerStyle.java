package dev.switchback.report.data;

/**
 * How a player appears throughout the report.
 *
 * @param player its name in the tables
 * @param label its name on the page
 * @param role decides which colours it may have
 * @param color position among the players of the role; the style sheet turns it into a colour
 */
public record PlayerStyle(String player, String label, Role role, int color) {
  /** Why a player is in the report. */
  public enum Role {
    /** A model of the experiment. */
    MODEL,
    /** A reference that is no model. */
    REFERENCE,
    /** A choice among the models, made anew for each problem. */
    ROUTER
  }

  /** The same player under another label, in a chart where it has two lines. */
  public PlayerStyle labelled(String other) {
    return new PlayerStyle(player, other, role, color);
  }
}
