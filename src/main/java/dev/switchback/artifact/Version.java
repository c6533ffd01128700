package dev.switchback.artifact;

import java.util.Optional;

/** The version of the running program. */
public final class Version {
  private Version() {}

  /** As in the jar's own manifest, or {@code development} for classes that are in no jar. */
  public static String running() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
