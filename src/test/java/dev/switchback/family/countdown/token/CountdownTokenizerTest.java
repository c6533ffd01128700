package dev.switchback.family.countdown.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownProblems;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.family.countdown.trace.TraceRecorder;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountdownTokenizerTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;

  static Stream<Integer> cases() {
    return Cases.count(200);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void everyTraceComesBackExactly(int number) {
    RandomStream random = Cases.random("round-trip", number);
    CountdownProblem problem = CountdownProblems.any(random, 4);
    TraceRecorder recorder = new TraceRecorder();
    Stream<String> searches =
        Arrays.stream(CountdownStyle.values())
            .filter(style -> style != CountdownStyle.DIRECT && !style.isTerse())
            .map(style -> recorder.write(problem, style).text());
    Stream<String> others =
        Stream.of(CountdownTraces.prompt(problem), recorder.randomPlay(problem, random).text());
    for (String text : Stream.concat(others, searches).toList()) {
      int[] tokens = TOKENIZER.encode(text);
      assertThat(TOKENIZER.decode(tokens)).isEqualTo(text);
      assertThat(tokens).isEqualTo(CountdownTokenizer.encodeCodePoints(text));
      assertThat(tokens).doesNotContain(TOKENIZER.unknown());
      assertThat(TOKENIZER.decode(framed(tokens))).isEqualTo(text);
    }
  }

  @Test
  void thePapersOtherLineKindsComeBackToo() {
    for (String text :
        List.of(
            "[34, 3] No Solution\nMoving to Node #0,0\n",
            "Exploring Operation: 2*1=2, Resulting Numbers: [34, 2]\n[34, 2] No Solution\n",
            "24,72 unequal: No Solution\nNo solution found.\n")) {
      assertThat(TOKENIZER.decode(TOKENIZER.encode(text)).strip()).isEqualTo(text.strip());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyTokensGiveATextThatGivesTheSameTokens(int number) {
    RandomStream random = Cases.random("any-tokens", number);
    int[] tokens =
        IntStream.range(0, random.nextInt(200)).map(i -> random.nextInt(52) - 3).toArray();
    String text = TOKENIZER.decode(tokens);
    int end =
        IntStream.range(0, tokens.length)
            .filter(i -> tokens[i] == TOKENIZER.end())
            .findFirst()
            .orElse(tokens.length);
    int[] visible =
        Arrays.stream(tokens, 0, end)
            .filter(token -> token != TOKENIZER.pad() && token != TOKENIZER.start())
            .map(token -> token < 0 || token >= TOKENIZER.size() ? TOKENIZER.unknown() : token)
            .toArray();
    assertThat(TOKENIZER.encode(text)).isEqualTo(visible);
    assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFastEncoderEqualsTheGeneralOneOnAnyAsciiText(int number) {
    RandomStream random = Cases.random("ascii", number);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(100); i > 0; i--) {
      String word = CountdownVocabulary.TOKENS.get(random.nextInt(46));
      text.append(word, 0, random.nextInt(3) == 0 ? random.nextInt(word.length()) : word.length());
      text.append(random.nextInt(2) == 0 ? ' ' : (char) random.nextInt(128));
    }
    String trace = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_SUM).text();
    int from = random.nextInt(trace.length());
    text.append(trace, from, from + random.nextInt(trace.length() - from));
    int[] expected = CountdownTokenizer.encodeCodePoints(text.toString());
    assertThat(TOKENIZER.encode(text.toString())).isEqualTo(expected);
    byte[] framed = TOKENIZER.encodeFramed(text.toString());
    assertThat(framed).hasSize(expected.length + 2).startsWith(TOKENIZER.start());
    assertThat(framed).endsWith(TOKENIZER.end());
    assertThat(Tokenizer.tokens(Arrays.copyOfRange(framed, 1, framed.length - 1)))
        .isEqualTo(expected);
  }

  @Test
  void aCutTextEndsWithoutALineEndUnlessItsLineIsComplete() {
    String text = "Current State: 72:[86, 24], Operations: []\nExploring Operation: 86-24=62,";
    assertThat(TOKENIZER.decode(TOKENIZER.encode(text))).isEqualTo(text);
    assertThat(TOKENIZER.decode(TOKENIZER.encode("Current State: 72:[86]")))
        .isEqualTo("Current State: 72:[86]");
  }

  @Test
  void decodingStopsAtTheEnd() {
    int[] tokens = {TOKENIZER.start(), 4, TOKENIZER.pad(), 5, TOKENIZER.end(), 6};
    assertThat(TOKENIZER.decode(tokens)).isEqualTo("01");
    assertThat(TOKENIZER.decode(new int[0])).isEmpty();
  }

  @Test
  void theVocabularyIsThePapers() {
    assertThat(TOKENIZER.size()).isEqualTo(46);
    assertThat(CountdownVocabulary.TOKENS).doesNotHaveDuplicates();
    assertThat(CountdownVocabulary.TOKENS.subList(CountdownVocabulary.FIRST_WORD, 46))
        .hasSize(20)
        .allMatch(word -> word.matches("[A-Za-z]+"));
    assertThat(
            CountdownVocabulary.TOKENS.subList(
                CountdownVocabulary.FIRST_SIGN, CountdownVocabulary.FIRST_WORD))
        .containsExactlyInAnyOrder("+", "-", "*", "/", "=", "[", "]", "#", ",", ":", ".", "'");
    for (int token = 0; token < 46; token++) {
      assertThat(TOKENIZER.encode(CountdownVocabulary.TOKENS.get(token))).containsExactly(token);
    }
  }

  @Test
  void whatIsNotInTheVocabularyIsUnknown() {
    int unknown = TOKENIZER.unknown();
    assertThat(
            TOKENIZER.encode("Stat State(States \u00e9 \u00bd5\uD83D\uDE00 \uD800 Nodes\u3000No"))
        .containsExactly(
            unknown,
            CountdownVocabulary.of("State"),
            unknown,
            unknown,
            unknown,
            unknown,
            9,
            unknown,
            unknown,
            unknown,
            CountdownVocabulary.of("No"));
    assertThat(TOKENIZER.encode(" \t\r\n")).isEmpty();
  }

  private static int[] framed(int[] tokens) {
    int[] framed = new int[tokens.length + 4];
    framed[0] = TOKENIZER.start();
    System.arraycopy(tokens, 0, framed, 1, tokens.length);
    framed[tokens.length + 1] = TOKENIZER.end();
    framed[tokens.length + 2] = 7;
    return framed;
  }
}
