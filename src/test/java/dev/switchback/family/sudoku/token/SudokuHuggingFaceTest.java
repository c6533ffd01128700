package dev.switchback.family.sudoku.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.Cases;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SudokuHuggingFaceTest {
  private static final Tokenizer OURS = SudokuTokenizer.INSTANCE;
  private static final String ALPHABET =
      "0123456789+=[]#,:.'(){}!?<>_$@\"\\  \n\n\t\u000b\f\r\u00a0\u3000abzSTOPnoneSOL_\u00e9\u00df"
          + "\u4e2d\u00b2\u0663\u2013\u201c\u0001\u001c\u007f";

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

  @Test
  void linesOfTheGrammarGiveTheSameTokens() {
    assertSame(
        "original: \n(0, 0) = 8  \n(8, 8) = 3  \nsolving SOL_S\n(0, 1) = 1 \n"
            + "guess: (0, 2) [4, 5, 9] = 4 \n(0, 2) = 4 \nnocand: (1, 0) \ninvalid \n"
            + "nocand: (0, 2) \nrevert: (0, 2) [4, 5, 9] = none \n(0, 2) = 9 \nSOL_E\n");
  }

  @Test
  void strangeTextsGiveTheSameTokens() {
    for (int number = 0; number < 500; number++) {
      RandomStream random = Cases.random("hf-strange-sudoku", number);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        if (random.nextInt(3) == 0) {
          String token = SudokuVocabulary.TOKENS.get(random.nextInt(OURS.size()));
          text.append(random.nextInt(2) == 0 ? " " : "").append(token);
          text.append(random.nextInt(3) == 0 ? "\n" : "");
        } else {
          text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
      }
      assertSame(text.toString());
    }
  }

  @Test
  void specialTokensInATextAreTheirTokens() {
    assertSame("START 5END MASKED START5 SOL_S,MASK xSOL_S\n SOL_E \nSOL_SS\n");
  }

  @Test
  void startStandsBeforeATextUnlessForbidden() {
    assertThat(theirs.encode("7", true, false).getIds()).containsExactly(OURS.start(), 7);
  }

  @Test
  void theConfigurationNamesTheClassAndTheSpecialTokens() throws IOException {
    JsonNode configuration = new ObjectMapper().readTree(OURS.configJson(512));
    assertThat(configuration.get("tokenizer_class").asText()).isEqualTo("PreTrainedTokenizerFast");
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
