package dev.switchback.cli;

import dev.switchback.config.StageName;
import dev.switchback.stage.Stage;
import java.util.Map;

/** What runs under each name. */
final class Stages {
  static final Map<StageName, Stage> BY_NAME = Map.of();

  private Stages() {}
}
