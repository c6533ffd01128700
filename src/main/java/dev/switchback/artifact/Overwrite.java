package dev.switchback.artifact;

/** What may happen to what another configuration made. */
public enum Overwrite {
  /** It stays, and the command stops. */
  REFUSE,
  /** It may be removed. */
  ALLOW;

  /** {@link #ALLOW} where the option {@code --overwrite} is given. */
  public static Overwrite of(boolean given) {
    return given ? ALLOW : REFUSE;
  }
}
