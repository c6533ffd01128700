package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.TestModels;
import dev.switchback.model.WeightStorage;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NativeEngine
class ScoreCommandTest {
  private static final String PROMPT = "\"prompt\":\"Current State: 8:[3, 5], Operations: []\\n\",";
  private static final String LINE =
      "{\"id\":7," + PROMPT + "\"completion\":\"Exploring Operation: 3+5=8\"}\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private String model;

  @BeforeEach
  void write() throws IOException {
    model = folder.resolve("model").toString();
    ModelFolder.write(
        FileSystem.getLocal(new Configuration()),
        new org.apache.hadoop.fs.Path(model),
        TestModels.formula(TestModels.countdown()),
        CountdownTokenizer.INSTANCE,
        WeightStorage.FLOAT32);
  }

  @Test
  void scoresAreAddedToWhatTheLineHolds() throws IOException {
    Program score = Program.runWith(LINE, "score", "--model", model);

    assertThat(score.err()).isEmpty();
    assertThat(score.exitCode()).isZero();
    assertThat(score.out()).startsWith(LINE.replace("}\n", ",\"log_probability\":-"));
    JsonNode answer = JSON.readTree(score.out());
    assertThat(answer.get("completion_tokens").asInt()).isEqualTo(9);
    assertThat(answer.has("token_log_probabilities")).isFalse();
  }

  @Test
  void everyTokenIsToldOnRequestAndEndCountsUnlessTheTextWasCut() throws IOException {
    String stop = LINE.replace("}", ",\"finish\":\"stop\"}");
    String length = LINE.replace("}", ",\"finish\":\"length\"}");

    List<JsonNode> answers = answers(LINE + stop + length, "--per-token");

    JsonNode ended = answers.get(1);
    JsonNode cut = answers.get(2);
    assertThat(answers.get(0).get("log_probability")).isEqualTo(ended.get("log_probability"));
    assertThat(cut.get("completion_tokens").asInt()).isEqualTo(8);
    assertThat(cut.get("token_log_probabilities")).hasSize(8);
    double end = ended.get("token_log_probabilities").get(8).asDouble();
    assertThat(cut.get("log_probability").asDouble() + end)
        .isCloseTo(ended.get("log_probability").asDouble(), within(1e-5));
  }

  @Test
  void manyLinesAreAnsweredInTheirOrder() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      String digits = "1".repeat(1 + i * 7 % 30);
      lines.append("{\"id\":" + i + "," + PROMPT + "\"completion\":\"" + digits + "\"}\n\n");
    }

    List<JsonNode> answers = answers(lines.toString());

    assertThat(answers).hasSize(1500);
    for (int i = 0; i < 1500; i++) {
      assertThat(answers.get(i).get("id").asInt()).isEqualTo(i);
      assertThat(answers.get(i).get("completion_tokens").asInt()).isEqualTo(2 + i * 7 % 30);
    }
  }

  @Test
  void aLineThatCannotBeScoredIsNamedByItsNumberAndNothingIsLost() throws IOException {
    refused("{\"prompt\":\n", "it is no JSON (");
    refused(
        "{" + PROMPT + "\"text\":\"\"}\n", "Cannot use the field \"completion\": it is missing");
    refused("{\"prompt\":5}\n", "Cannot use the field \"prompt\": it is 5, expected a string");
    refused(
        "{" + PROMPT + "\"completion\":\"\",\"finish\":null}\n",
        "Cannot use the field \"finish\": it is null, expected \"stop\" or \"length\"");
    refused(
        "{" + PROMPT + "\"completion\":\"" + "1".repeat(60) + "\"}\n",
        "Cannot score a text of 77 tokens, expected at most the model's context-length = 64");
  }

  @Test
  void theModelHasToBeGivenAndToBeThere() {
    assertThat(Program.run("score").exitCode()).isEqualTo(2);
    Program missing = Program.run("score", "--model", folder + "/no");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).startsWith("Cannot read a model: ").hasLineCount(1);
  }

  private void refused(String line, String message) throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), LINE + "\n" + line + LINE);
    Path output = Files.writeString(folder.resolve("out.jsonl"), "earlier");

    Program wrong =
        Program.run(
            "score", "--model", model, "--input", input.toString(), "--output", output.toString());

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .startsWith("Cannot read line 3 of " + input + ": " + message)
        .hasLineCount(1);
    assertThat(output).content().isEqualTo("earlier");
  }

  private List<JsonNode> answers(String lines, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("score", "--model", model));
    arguments.addAll(List.of(options));
    Program score = Program.runWith(lines, arguments.toArray(String[]::new));
    assertThat(score.err()).isEmpty();
    List<JsonNode> answers = new ArrayList<>();
    for (String line : score.out().lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }
}
