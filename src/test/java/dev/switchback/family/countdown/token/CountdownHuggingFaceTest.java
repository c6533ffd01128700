package dev.switchback.family.countdown.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownProblems;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountdownHuggingFaceTest {
  private static final Tokenizer OURS = CountdownTokenizer.INSTANCE;
  private static final String ALPHABET =
      "0123456789+-*/=[]#,:.'(){}!?<>_$@\"\\ \n\t\u00a0\u3000abzSTOPNoNode\u00e9\u00df\u4e2d\u00b2"
          + "\u0663\u2013\u201c\u0001\u007f";

  private static HuggingFaceTokenizer theirs;

  @BeforeAll
  static void readOurFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, OURS.json());
    try {
      theirs = HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "false"));
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError unloaded) {
      abort("Skipped: the native library of Hugging Face's tokenizers does not load: " + unloaded);
    } catch (RuntimeException refused) {
      fail("Hugging Face's tokenizers refuse our file", refused);
    }
  }

  @AfterAll
  static void close() {
    if (theirs != null) {
      theirs.close();
    }
  }

  @Tag("slow")
  @Test
  void tracesGiveTheSameTokens() {
    for (int number = 0; number < 100; number++) {
      CountdownProblem problem = CountdownProblems.any(Cases.random("hf", number), 4);
      assertSame(CountdownTraces.write(problem, CountdownStyle.DFS_SUM).text());
      assertSame(CountdownTraces.randomPlay(problem, Cases.random("hf-play", number)).text());
    }
  }

  @Test
  void strangeTextsGiveTheSameTokens() {
    for (int number = 0; number < 500; number++) {
      RandomStream random = Cases.random("hf-strange", number);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        if (random.nextInt(3) == 0) {
          int word = CountdownVocabulary.FIRST_WORD + random.nextInt(20);
          text.append(random.nextInt(2) == 0 ? " " : "")
              .append(CountdownVocabulary.TOKENS.get(word));
        } else {
          text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
      }
      assertSame(text.toString());
    }
  }

  @Test
  void specialTokensInATextAreTheirTokens() {
    assertSame("START 5END PADDED START5 UNK,PAD");
  }

  @Test
  void startStandsBeforeATextUnlessForbidden() {
    assertThat(theirs.encode("7", true, false).getIds()).containsExactly(OURS.start(), 11);
  }

  @Test
  void theConfigurationNamesTheClassAndTheSpecialTokens() throws IOException {
    JsonNode configuration = new ObjectMapper().readTree(OURS.configJson(512));
    assertThat(configuration.get("tokenizer_class").asText()).isEqualTo("PreTrainedTokenizerFast");
    assertThat(configuration.get("model_max_length").asInt()).isEqualTo(512);
    assertThat(OURS.encode(configuration.get("bos_token").asText())).containsExactly(OURS.start());
    assertThat(OURS.encode(configuration.get("eos_token").asText())).containsExactly(OURS.end());
    assertThat(OURS.encode(configuration.get("pad_token").asText())).containsExactly(OURS.pad());
    assertThat(OURS.encode(configuration.get("unk_token").asText()))
        .containsExactly(OURS.unknown());
  }

  private static void assertSame(String text) {
    long[] ids = theirs.encode(text, false, false).getIds();
    assertThat(Arrays.stream(OURS.encode(text)).asLongStream().toArray())
        .as(text)
        .isEqualTo(LongStream.of(ids).toArray());
  }
}
