package dev.switchback.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.token.Tokenizer;
import org.junit.jupiter.api.Test;

class GivenTextTest {
  private static final Tokenizer COUNTDOWN = CountdownTokenizer.INSTANCE;

  @Test
  void bothPartsTogetherAreTheTokensOfTheWholeText() {
    String prompt = "Current State: 22:[3, 5, 7], Operations: []\n";
    String completion = "Exploring Operation: 3+5=8";
    GivenText ended = GivenText.of(COUNTDOWN, prompt, completion, true);
    GivenText cut = GivenText.of(COUNTDOWN, prompt, completion, false);

    assertThat(ended.prompt()).isEqualTo(COUNTDOWN.startedWith(prompt));
    assertThat(ended.tokens()).isEqualTo(framed(COUNTDOWN, prompt + completion));
    assertThat(cut.length()).isEqualTo(ended.length() - 1);
    assertThat(cut.tokens()).isEqualTo(COUNTDOWN.startedWith(prompt + completion));
    assertThat(GivenText.of(COUNTDOWN, prompt, "", true).completion())
        .containsExactly(COUNTDOWN.end());
  }

  @Test
  void aLineEndThatIsNoTokenOfTheWholeTextIsNone() {
    Tokenizer sudoku = SudokuTokenizer.INSTANCE;
    GivenText text = GivenText.of(sudoku, "SOL_S", "\n(0, 0) = 1", false);
    assertThat(text.tokens()).isEqualTo(sudoku.startedWith("SOL_S\n(0, 0) = 1"));
  }

  @Test
  void aPromptThatEndsWithinAWordIsRefused() {
    assertThatThrownBy(() -> GivenText.of(COUNTDOWN, "Current Sta", "te: 22", true))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot score the completion \"te: 22\": its first word begins in the prompt, expected"
                + " whole words in each; move the word to one of them");
  }

  private static int[] framed(Tokenizer tokenizer, String text) {
    return Tokenizer.tokens(tokenizer.encodeFramed(text));
  }
}
