package dev.switchback.cli;

import dev.switchback.cluster.LocalScorer;
import dev.switchback.ml.LoadedModel;
import dev.switchback.sample.Scored;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how probable given completions are. */
@Command(
    description = {
      "Tells how probable a model finds given completions.",
      "",
      "A line is a JSON object with the fields prompt and completion, two texts that follow each"
          + " other; other fields are passed through. The answer has the fields log_probability (of"
          + " all the completion's tokens, in nats, at temperature 1) and completion_tokens (how many"
          + " they are) as well. END after the completion is one of them if the line has \"finish\":"
          + " \"stop\" or no finish, and is not with \"finish\": \"length\". Answers come in the"
          + " order of the lines, which are read some ahead.",
      ""
    })
final class ScoreCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      required = true,
      description = "The model, in Hugging Face's layout, for example runs/NAME/models/NAME.")
  private String model;

  @Option(
      names = "--tokens",
      description = "Adds token_log_probabilities, one for each token of the completion.")
  private boolean eachToken;

  @Mixin private JsonLines lines;

  ScoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LoadedModel loaded = LoadedModel.of(new Path(model), HadoopSettings.of(Map.of()));
    int contextLength = loaded.weights().architecture().contextLength();
    ScoreLines scoring = new ScoreLines(loaded.tokenizer(), contextLength, eachToken);
    try (LocalScorer scorer = new LocalScorer(loaded.weights(), loaded.tokenizer().pad())) {
      lines.answerAll(console, scoring::read, texts -> answers(scoring, scorer.score(texts)));
    }
    return 0;
  }

  private static Iterator<String> answers(ScoreLines scoring, Iterator<Scored> scores) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(scores, 0), false)
        .map(scoring::answer)
        .iterator();
  }
}
