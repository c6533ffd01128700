package dev.switchback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.JsonFields;
import dev.switchback.sample.GivenText;
import dev.switchback.sample.Scored;
import dev.switchback.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers lines that hold prompts and completions with the completions' log-probabilities. For one
 * pass.
 */
final class ScoreLines {
  private static final String EXPECTED =
      "{\"prompt\": \"Current State: ..\", \"completion\": \"Exploring Operation: ..\"}";

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
    ObjectNode object = JsonObjects.read(line, EXPECTED);
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
      throw JsonFields.unexpected(field, text, "a string, as in " + EXPECTED);
    }
    return text.textValue();
  }

  private static boolean ended(ObjectNode object) {
    JsonNode finish = object.path("finish");
    return switch (finish.isMissingNode() ? "stop" : finish.asText()) {
      case "stop" -> true;
      case "length" -> false;
      default -> throw JsonFields.unexpected("finish", finish, "\"stop\" or \"length\"");
    };
  }
}
