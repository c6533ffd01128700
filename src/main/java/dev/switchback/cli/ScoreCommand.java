package dev.switchback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.cluster.LocalScorer;
import dev.switchback.family.JsonProblems;
import dev.switchback.ml.LoadedModel;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.GivenText.Scored;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
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
          + " all the completion's tokens, in nats, at temperature 1) and completion_tokens (how"
          + " many they are) as well. END after the completion is one of them if the line has"
          + " \"finish\": \"stop\" or no finish, and is not with \"finish\": \"length\". Answers"
          + " come in the order of the lines, which are read some ahead.",
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
      names = "--per-token",
      description = "Adds token_log_probabilities, one for each token of the completion.")
  private boolean eachToken;

  @Mixin private JsonLines lines;

  ScoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LoadedModel loaded = LoadedModel.of(Locations.path(model), HadoopSettings.of(Map.of()));
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

  /**
   * Answers lines that hold prompts and completions with the completions' log-probabilities. For
   * one pass.
   */
  private static final class ScoreLines {
    private static final String EXPECTED =
        "{\"prompt\": \"Current State: ..\", \"completion\": \"Exploring Operation: ..\"}";

    private static final Set<String> FIELDS = Set.of("prompt", "completion", "finish");

    private final Tokenizer tokenizer;
    private final int contextLength;
    private final boolean eachToken;
    private final Queue<ObjectNode> waiting = new ArrayDeque<>();

    /**
     * @param contextLength of the model
     * @param eachToken whether answers have the log-probability of each token as well
     */
    ScoreLines(Tokenizer tokenizer, int contextLength, boolean eachToken) {
      this.tokenizer = tokenizer;
      this.contextLength = contextLength;
      this.eachToken = eachToken;
    }

    /**
     * The text of a line, which waits for its answer from now on.
     *
     * @param line a JSON object with prompt, completion and perhaps finish
     * @throws InputException if it is none, or the model cannot read the text; the message begins
     *     where "Cannot read line 7: " ends
     */
    GivenText read(String line) {
      ObjectNode object = JsonObjects.read(line, FIELDS, EXPECTED);
      GivenText text =
          GivenText.of(
              tokenizer, string(object, "prompt"), string(object, "completion"), ended(object));
      text.requireWithin(contextLength);
      waiting.add(object);
      return text;
    }

    /** The answer to the line that has waited longest. */
    String answer(Scored scored) {
      ObjectNode object = waiting.remove();
      object.put("log_probability", scored.logProbability());
      object.put("completion_tokens", scored.logProbabilities().length);
      if (eachToken) {
        ArrayNode tokens = object.putArray("token_log_probabilities");
        for (float logProbability : scored.logProbabilities()) {
          tokens.add(logProbability);
        }
      }
      return JsonObjects.write(object);
    }

    private static String string(ObjectNode object, String field) {
      JsonNode text = object.path(field);
      if (!text.isTextual()) {
        throw JsonProblems.unexpected(field, text, "a string, as in " + EXPECTED);
      }
      return text.textValue();
    }

    private static boolean ended(ObjectNode object) {
      JsonNode finish = object.path("finish");
      return switch (finish.isMissingNode() ? "stop" : finish.asText()) {
        case "stop" -> true;
        case "length" -> false;
        default -> throw JsonProblems.unexpected("finish", finish, "\"stop\" or \"length\"");
      };
    }
  }
}
