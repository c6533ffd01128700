package dev.switchback.family.sudoku.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.family.sudoku.trace.SudokuQuestion;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.TraceStyle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SudokuTokenizerTest {
  private static final Tokenizer TOKENIZER = SudokuTokenizer.INSTANCE;

  static Stream<Integer> cases() {
    return Cases.count(60);
  }

  @Test
  void theVocabularyIsThePapers() {
    assertThat(TOKENIZER.size()).isEqualTo(109);
    assertThat(SudokuVocabulary.TOKENS).doesNotHaveDuplicates();
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 9; column++) {
        String cell = "(" + row + ", " + column + ")";
        assertThat(TOKENIZER.encode(cell)).containsExactly(23 + 9 * row + column);
      }
    }
    for (int token = 0; token < 109; token++) {
      assertThat(TOKENIZER.encode(SudokuVocabulary.TOKENS.get(token))).containsExactly(token);
    }
    assertThat(TOKENIZER.encode("\n")).containsExactly(SudokuVocabulary.of("n"));
    assertThat(TOKENIZER.unknown()).isEqualTo(TOKENIZER.pad());
  }

  @Test
  void aMoveIsFourTokensAndEveryLineOfTheGrammarComesBackExactly() {
    assertThat(TOKENIZER.encode("(8, 0) = 7 \n")).hasSize(4);
    String text =
        "original: \n(0, 0) = 8  \n(8, 8) = 3  \nsolving SOL_S\n"
            + "(0, 1) = 1 \n"
            + "guess: (0, 2) [4, 5, 9] = 4 \n"
            + "(0, 2) = 4 \n"
            + "nocand: (1, 0) \n"
            + "invalid \n"
            + "nocand: (0, 2) \n"
            + "revert: (0, 2) [4, 5, 9] = none \n"
            + "(0, 2) = 9 \nSOL_E\n";
    int[] tokens = Tokenizer.tokens(TOKENIZER.encodeFramed(text));
    assertThat(TOKENIZER.decode(tokens)).isEqualTo(text);
    assertThat(tokens).doesNotContain(TOKENIZER.unknown());
    assertThat(tokens).startsWith(TOKENIZER.start()).endsWith(TOKENIZER.end());
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void everyTraceComesBackExactly(int number) {
    RandomStream random = Cases.random("sudoku-round-trip", number);
    int size = number % 4 == 0 ? 4 : 9;
    SudokuPuzzle puzzle =
        number % 3 == 0 ? RandomSudoku.any(random, size) : RandomSudoku.minimal(random, size);
    SudokuQuestion question = new SudokuQuestion(puzzle);
    List<String> texts =
        Stream.of(SudokuStyle.values())
            .filter(style -> !style.isTerse())
            .filter(style -> style != SudokuStyle.PLAIN || size < 9) // of many thousand guesses
            .map(style -> SudokuTraces.write(puzzle, style, Guessing.USUAL).text())
            .toList();
    for (String text : texts) {
      int[] tokens = TOKENIZER.encode(text);
      assertThat(TOKENIZER.decode(tokens)).isEqualTo(text);
      assertThat(tokens).doesNotContain(TOKENIZER.unknown());
      int[] prompt = TOKENIZER.encode(question.prompt(TraceStyle.BACKTRACKING));
      assertThat(tokens).startsWith(prompt);
      assertThat(prompt).hasSize(4 * puzzle.clues() + 5).endsWith(SudokuVocabulary.SOLUTION_START);
    }
    assertThat(TOKENIZER.encodeFramed(texts.get(0))).hasSize(size == 9 ? 332 : 72);
    String play = question.randomPlay(random).text();
    assertThat(TOKENIZER.decode(TOKENIZER.encode(play))).isEqualTo(play);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyTokensGiveATextThatGivesTheSameTokens(int number) {
    RandomStream random = Cases.random("any-sudoku-tokens", number);
    int[] tokens =
        IntStream.range(0, random.nextInt(200))
            .map(i -> random.nextInt(2) == 0 ? random.nextInt(116) - 3 : random.nextInt(26))
            .toArray();
    String text = TOKENIZER.decode(tokens);
    int end =
        IntStream.range(0, tokens.length)
            .filter(i -> tokens[i] == TOKENIZER.end())
            .findFirst()
            .orElse(tokens.length);
    int[] visible =
        Arrays.stream(tokens, 0, end)
            .filter(token -> token >= 0 && token < TOKENIZER.size())
            .filter(token -> token != TOKENIZER.pad() && token != TOKENIZER.start())
            .toArray();
    assertThat(TOKENIZER.encode(text)).isEqualTo(visible);
    assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
  }

  @Test
  void aLineEndAfterAMarkerOfTheSolutionIsLayout() {
    assertThat(TOKENIZER.encode("SOL_S\n\nSOL_E\n"))
        .containsExactly(
            SudokuVocabulary.SOLUTION_START,
            SudokuVocabulary.NEWLINE,
            SudokuVocabulary.SOLUTION_END);
    assertThat(TOKENIZER.encode("SOL_S \n"))
        .containsExactly(SudokuVocabulary.SOLUTION_START, SudokuVocabulary.NEWLINE);
  }

  @Test
  void whatIsNotInTheVocabularyIsUnknown() {
    int unknown = TOKENIZER.unknown();
    assertThat(TOKENIZER.encode("guesses 5(0, 9)"))
        .containsExactly(unknown, 5, unknown, 0, 22, 9, unknown);
    assertThat(TOKENIZER.encode("\u00e9\uD83D\uDE00\u4e2d")).containsOnly(unknown).hasSize(3);
    assertThat(TOKENIZER.encode("(0,1)")).hasSize(5);
    assertThat(TOKENIZER.encode(" \t\r ")).isEmpty();
    assertThat(TOKENIZER.encode("1234")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void decodingStopsAtTheEnd() {
    int[] tokens = {TOKENIZER.start(), 4, TOKENIZER.pad(), 5, TOKENIZER.end(), 6};
    assertThat(TOKENIZER.decode(tokens)).isEqualTo("4 5");
    assertThat(TOKENIZER.decode(new int[0])).isEmpty();
  }
}
