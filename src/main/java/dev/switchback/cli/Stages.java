package dev.switchback.cli;

import dev.switchback.experiment.StageName;
import dev.switchback.stage.Evaluate;
import dev.switchback.stage.Generate;
import dev.switchback.stage.Report;
import dev.switchback.stage.Sample;
import dev.switchback.stage.Stage;
import dev.switchback.stage.Train;
import java.util.Map;

/** What runs under each name. */
final class Stages {
  static final Map<StageName, Stage> BY_NAME =
      Map.of(
          StageName.GENERATE,
          Generate::run,
          StageName.TRAIN,
          Train::run,
          StageName.SAMPLE,
          Sample::run,
          StageName.EVALUATE,
          Evaluate::run,
          StageName.REPORT,
          Report::run);

  private Stages() {}
}
