package dev.switchback.cli;

import dev.switchback.artifact.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"switchback " + Version.running()};
  }
}
