package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Faithfulness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CountdownFaithfulnessTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);
  private static final CountdownQuestion QUESTION = new CountdownQuestion(PROBLEM);

  @ParameterizedTest
  @EnumSource
  void everyLineOfATraceOfOursIsRight(CountdownStyle style) {
    TraceRecorder recorder = new TraceRecorder();
    for (int number = 0; number < 300; number++) {
      CountdownProblem problem =
          CountdownProblems.any(Cases.random("countdown-faithful", number), 4);
      String text;
      try {
        text = recorder.write(problem, style).text();
      } catch (IllegalArgumentException unsolvable) {
        continue;
      }
      for (String search : List.of(style.key(), Faithfulness.ANY_SEARCH)) {
        Faithfulness read = new CountdownQuestion(problem).faithfulness(text, search);
        assertThat(read.firstWrongKind())
            .as("line " + read.firstWrongLine() + " of " + style + "\n" + text)
            .isEmpty();
        assertThat(read.rightLines()).isEqualTo(read.lines());
      }
    }
  }

  /** Each is put in place of a line of the search dfs-mult, the lines counted after the prompt. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | Exploring Operation: 86-24=61, Resulting Numbers: [38, 61] | arithmetic",
        "1 | Exploring Operation: 85-24=61, Resulting Numbers: [38, 61] | unavailable-operand",
        "1 | Exploring Operation: 86-24=62, Resulting Numbers: [36, 62] | bookkeeping",
        "1 | Exploring Operation: 86-38=48, Resulting Numbers: [24, 48] | order",
        "1 | Exploring Operation: 86*24=2064, Resulting Numbers: [38, 2064] | pruning",
        "1 | Exploring Operation: 86-24=62, Resulting [38, 62] | grammar",
        "1 | Moving to Node #0 | order",
        "2 | Generated Node #0,1: 72:[38, 62] Operation: 86-24=62 | bookkeeping",
        "2 | Generated Node #0,0: 72:[38, 61] Operation: 86-24=62 | bookkeeping",
        "2 | Generated Node #0,0: 71:[38, 62] Operation: 86-24=62 | bookkeeping",
        "2 | Generated Node #0,0: 72:[38, 62] Operation: 86-23=62 | bookkeeping",
        "2 | [38, 62] No Solution | pruning",
        "2 | 62,72 unequal: No Solution | order",
        "3 | Moving to Node #0 | order",
        "4 | Current State: 72:[38, 61], Operations: ['86-24=62'] | bookkeeping",
        "4 | Current State: 72:[38, 62], Operations: [] | bookkeeping",
        "4 | Current State: 73:[38, 62], Operations: ['86-24=62'] | bookkeeping",
        "5 | Exploring Operation: 38+62=100, Resulting Numbers: [100] | order",
        "6 | 25,72 unequal: No Solution | bookkeeping",
        "6 | 24,72 equal | grammar",
        "7 | Moving to Node #0 | order",
        "7 | Exploring Operation: 38+62=100, Resulting Numbers: [100] | order",
        "11 | Moving to Node #0,0 | order",
        "18 | 72,72 unequal: No Solution | false-dead-end",
        "10 | 100,72 equal: Goal Reached | false-goal",
        "8 | No solution found. | grammar"
      })
  void theFirstWrongLineIsFound(int line, String written, String kind) {
    String trace = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_MULT).text();
    List<String> lines = new ArrayList<>(trace.lines().toList());
    lines.set(line, written);
    Faithfulness read = QUESTION.faithfulness(String.join("\n", lines) + "\n", "dfs-mult");
    assertThat(read.firstWrongLine()).as(trace).hasValue(line);
    assertThat(read.firstWrongKind()).hasValue(kind);
    assertThat(read.rightLines()).isGreaterThanOrEqualTo(line - 1).isLessThan(read.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "terse-dfs-mult | 86-24=61[ | 1 | arithmetic",
        "terse-dfs-mult | 85-24=61[ | 1 | unavailable-operand",
        "terse-dfs-mult | 86-38=48[ | 1 | order",
        "terse-dfs-mult | 86*24=2064[ | 1 | pruning",
        "terse-dfs-mult | 86-24=62# | 1 | pruning",
        "terse-dfs-mult | 86-24=62. | 1 | false-goal",
        "terse-dfs-mult | 86-24=62] | 1 | grammar",
        "terse-dfs-mult | 86:24=62[ | 1 | grammar",
        "terse-dfs-mult | 86-24=62[62-38=24[ | 2 | order",
        "terse-dfs-mult | 86-24=62[62-38=24#] | 3 | order",
        "terse-dfs-mult | 86-24=62[62-38=24#38+62=100#]86-38=48[24+48=72# | 6 | false-dead-end",
        "terse-think | 86-24=62[ | 1 | pruning",
        "terse-think | 86-24=62#86-38=48# | 2 | false-dead-end",
        "terse-think | 86-24=62#] | 2 | order",
        "terse-think | # | 1 | grammar"
      })
  void theFirstWrongStepOfATerseTextIsFound(String search, String steps, int step, String kind) {
    Faithfulness read = QUESTION.faithfulness("72:86,24,38[" + steps, search);
    assertThat(read.firstWrongLine()).hasValue(step);
    assertThat(read.firstWrongKind()).hasValue(kind);
  }

  @Test
  void aStepIsAnOperationWithItsMarkOrAMarkAlone() {
    String text = CountdownTraces.write(PROBLEM, CountdownStyle.TERSE_DFS_MULT).text();
    assertThat(QUESTION.faithfulness(text, "terse-dfs-mult")).isEqualTo(right(6));
    assertThat(QUESTION.faithfulness(text + "1+1", "terse-dfs-mult")).isEqualTo(right(6));
  }

  /** A changed number of a trace is in the first wrong line, which is of a fitting kind. */
  @ParameterizedTest
  @EnumSource(names = {"DFS_SUM", "DFS_MULT", "THINK", "BFS_2_MULT"})
  void aChangedLineIsTheFirstThatIsWrong(CountdownStyle style) {
    for (int number = 0; number < 300; number++) {
      RandomStream random = Cases.random("countdown-mutation", number);
      CountdownProblem problem = CountdownProblems.any(random, 4);
      List<String> lines =
          new ArrayList<>(CountdownTraces.write(problem, style).text().lines().toList());
      if (lines.size() < 3) {
        continue;
      }
      int changed = 1 + random.nextInt(lines.size() - 1);
      String line = lines.get(changed);
      if (line.equals(Grammar.EXHAUSTED) || line.startsWith(Grammar.MOVING) && style.beam() > 0) {
        continue;
      }
      lines.set(changed, changed(line, random));
      Faithfulness read =
          new CountdownQuestion(problem).faithfulness(String.join("\n", lines) + "\n", style.key());
      assertThat(read.firstWrongLine()).as(line + " to " + lines.get(changed)).hasValue(changed);
      assertThat(read.firstWrongKind().orElseThrow())
          .as(line + " to " + lines.get(changed))
          .isIn(kinds(line));
    }
  }

  private static Set<String> kinds(String line) {
    if (line.startsWith(Grammar.EXPLORING)) {
      return Set.of("arithmetic", "unavailable-operand", "bookkeeping");
    }
    return line.startsWith(Grammar.MOVING) ? Set.of("order") : Set.of("bookkeeping");
  }

  /** One of the line's numbers is raised by one; in a name, it is its last. */
  private static String changed(String line, RandomStream random) {
    List<MatchResult> numbers = Pattern.compile("\\d+").matcher(line).results().toList();
    int which =
        line.startsWith(Grammar.MOVING) ? numbers.size() - 1 : random.nextInt(numbers.size());
    MatchResult number = numbers.get(which);
    long raised = Long.parseLong(number.group()) + 1;
    return line.substring(0, number.start()) + raised + line.substring(number.end());
  }

  @Test
  void whatIsNotKnownOfASearchIsNotJudged() {
    String text = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_SUM).text();
    assertThat(QUESTION.faithfulness(text, "").firstWrongLine()).isEmpty();
    assertThat(QUESTION.faithfulness(text, "dfs-mult").firstWrongLine()).isPresent();
    assertThat(Faithfulness.of(QUESTION, text, List.of("dfs-mult", "dfs-sum")).firstWrongLine())
        .isEmpty();
    assertThatThrownBy(() -> QUESTION.faithfulness(text, "plain"))
        .hasMessageContaining("Cannot find a CountDown style: plain");
  }

  @Test
  void theEndOfACutTextIsNotJudged() {
    String text = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_MULT).text();
    int lines = 0;
    for (int end = text.indexOf('\n') + 1; end < text.length(); end++) {
      Faithfulness cut = QUESTION.faithfulness(text.substring(0, end), "dfs-mult");
      assertThat(cut.firstWrongLine()).isEmpty();
      assertThat(cut.lines()).isBetween(lines, lines + 1);
      lines = cut.lines();
    }
    String terse = CountdownTraces.write(PROBLEM, CountdownStyle.TERSE_DFS_MULT).text();
    for (int end = terse.indexOf('[') + 1; end < terse.length(); end++) {
      assertThat(QUESTION.faithfulness(terse.substring(0, end), "terse-dfs-mult").firstWrongLine())
          .isEmpty();
    }
  }

  @Test
  void anyTextIsFollowed() {
    String alphabet = ",:[]#. =0123456789+-*/'MGCE\n";
    for (int number = 0; number < 1000; number++) {
      RandomStream random = Cases.random("countdown-follow-any", number);
      CountdownStyle style =
          CountdownStyle.values()[random.nextInt(CountdownStyle.values().length)];
      StringBuilder text = new StringBuilder(CountdownTraces.write(PROBLEM, style).text());
      for (int i = random.nextInt(9); i >= 0; i--) {
        int at = random.nextInt(text.length());
        text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (CountdownStyle search : CountdownStyle.values()) {
        Faithfulness read = QUESTION.faithfulness(text.toString(), search.key());
        assertThat(read.rightLines()).isBetween(0, read.lines());
      }
    }
    assertThat(QUESTION.faithfulness("", "think")).isEqualTo(right(0));
  }

  private static Faithfulness right(int lines) {
    return new Faithfulness(lines, lines, OptionalInt.empty(), Optional.empty());
  }
}
