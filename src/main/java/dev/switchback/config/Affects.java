package dev.switchback.config;

/**
 * What another value of a key changes. An artifact that a key changes is another one, and so is all
 * that is made from it: its identity, in the identities of an experiment, has the key.
 *
 * <p>What changes no artifact may be given another value at any time, also where a run was
 * interrupted: {@link #CUT}, {@link #MAKING} and {@link #WATCHING}.
 */
public enum Affects {
  /** What the section changes in which the key stands. */
  RESULT("result"),

  /** Every artifact of a run. */
  EVERYTHING("everything"),

  PROBLEMS("problems"),

  /** How problems are written down, not the problems. */
  TRACES("traces"),

  /** The weights of a model, or the type in which they are stored. */
  MODEL("model"),

  /** The same of a model that is reinforced from another. */
  REINFORCEMENT("reinforced model"),

  SAMPLES("samples"),

  SCORES("scores"),

  /** What is computed from scores. */
  FIGURES("figures"),

  /** What is learned of which model solves which problems. */
  ROUTER("router"),

  REPORT("report"),

  /**
   * Nothing by itself: the key chooses something that has an identity of its own, as the rows of an
   * import, the searches of a style or the sizes of a preset.
   */
  CHOICE("what it chooses"),

  /**
   * Only how a table is cut into files. A finished table stays as it is; one that was begun is
   * continued with the same cut alone, so that its files fit each other.
   */
  CUT("only files"),

  /** Only where, how fast and how patiently something is made. */
  MAKING("only making"),

  /** Only what is measured, shown and kept on the way. */
  WATCHING("only watching");

  private final String words;

  Affects(String words) {
    this.words = words;
  }

  /** The name in documents. */
  public String words() {
    return words;
  }
}
