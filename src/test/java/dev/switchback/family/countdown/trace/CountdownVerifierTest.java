package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountdownVerifierTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);
  private static final String CORRECT =
      """
      Current State: 72:[86, 24, 38], Operations: []
      Exploring Operation: 86+24=110, Resulting Numbers: [38, 110]
      Generated Node #2: [38, 110] from Operation: 86+24=110
      Current State: 72:[38, 110], Operations: ['86+24=110']
      Exploring Operation: 110-38=72, Resulting Numbers: [72]
      72,72 equal: Goal Reached
      """;

  @Test
  void aSolutionIsCorrectUpToItsClaimWhateverFollows() {
    String text = CORRECT + "72,72 equal: Goal Reached\nExploring Operation: Goal\0 Reached";
    Verdict verdict = CountdownVerifier.verify(PROBLEM, text);
    assertThat(verdict.correct()).isTrue();
    assertThat(verdict.correctPaper()).isTrue();
    assertThat(verdict.error()).isEmpty();
    assertThat(verdict.solutionEnd()).isEqualTo(CORRECT.length() - 1);
  }

  @Test
  void theOrderOfTheGivenNumbersDoesNotMatter() {
    CountdownProblem reordered = new CountdownProblem(List.of(24, 86, 38), 72);
    assertThat(CountdownVerifier.verify(reordered, CORRECT).correct()).isTrue();
  }

  @Test
  void aTextForAnotherProblemIsWrongByBothRules() {
    Verdict verdict =
        CountdownVerifier.verify(new CountdownProblem(List.of(86, 24, 39), 72), CORRECT);
    assertThat(verdict.error()).contains("other-problem");
    assertThat(verdict.correct()).isFalse();
    assertThat(verdict.correctPaper()).isFalse();
  }

  @Test
  void eachFaultHasItsName() {
    assertThat(error(CORRECT.replace("72,72 equal: Goal Reached", ""))).isEqualTo("no-claim");
    assertThat(error("" + (char) 0)).isEqualTo("malformed");
    assertThat(error(CORRECT.replace("72,72 equal", "72 equal"))).isEqualTo("malformed");
    assertThat(error(CORRECT.replace("['86+24=110']", "['86+24=110'"))).isEqualTo("malformed");
    assertThat(error(CORRECT.replace("110-38=72", "110-038=72"))).isEqualTo("malformed");
    assertThat(error(CORRECT.replace("110-38=72", "110-38=" + "7".repeat(500))))
        .isEqualTo("malformed");
    assertThat(error(CORRECT.replace("110-38=72", "38-110=72"))).isEqualTo("arithmetic");
    assertThat(error(CORRECT.replace("110-38=72", "110/38=72"))).isEqualTo("arithmetic");
    assertThat(error(CORRECT.replace("110-38=72", "110/0=72"))).isEqualTo("arithmetic");
    assertThat(error(CORRECT.replace("110-38=72", "86-14=72"))).isEqualTo("unavailable-operand");
    assertThat(error(CORRECT.replace("110-38=72", "110-86=24"))).isEqualTo("unavailable-operand");
    assertThat(error(CORRECT.replace("110-38=72", "110+38=148"))).isEqualTo("wrong-claim");
    assertThat(error(CORRECT.replace("72,72 equal", "72,73 equal"))).isEqualTo("wrong-claim");
    assertThat(error(CORRECT.replace("72,72 equal", "71,72 equal"))).isEqualTo("wrong-claim");
  }

  @Test
  void thePaperRuleLetsNumbersBeUsedAgainOrLeftOut() {
    CountdownProblem problem = new CountdownProblem(List.of(9, 3, 5), 27);
    Verdict leftOut =
        CountdownVerifier.verify(
            problem,
            """
            Current State: 27:[9, 3, 5], Operations: []
            Exploring Operation: 9*3=27, Resulting Numbers: [5, 27]
            27,27 equal: Goal Reached
            """);
    assertThat(leftOut.error()).contains("unused-number");
    assertThat(leftOut.correctPaper()).isTrue();
    Verdict usedAgain =
        CountdownVerifier.verify(
            problem,
            """
            Current State: 27:[9, 3, 5], Operations: []
            Exploring Operation: 9+9=18, Resulting Numbers: [3, 18]
            Current State: 27:[3, 18], Operations: ['9+9=18']
            Exploring Operation: 18+9=27, Resulting Numbers: [27]
            27,27 equal: Goal Reached
            """);
    assertThat(usedAgain.error()).contains("unavailable-operand");
    assertThat(usedAgain.correctPaper()).isTrue();
  }

  @Test
  void thePaperRuleRefusesWhatExploredAsManyOperationsAsAFullSearch() {
    String more = "Exploring Operation: 1+1=2, Resulting Numbers: [2]\n";
    assertThat(verify(CORRECT + more.repeat(1148)).correctPaper()).isTrue();
    assertThat(verify(CORRECT + more.repeat(1149)).correctPaper()).isFalse();
    assertThat(verify(CORRECT + more.repeat(1149)).correct()).isTrue();
  }

  @Test
  void mistakesAreTheUnequalLeavesBeforeTheFirstClaim() {
    String leaf = "24,72 unequal: No Solution\n";
    String prompt = CountdownTraces.prompt(PROBLEM);
    String searched = prompt + leaf + leaf + CORRECT.substring(prompt.length()) + leaf;
    assertThat(verify(searched).mistakes()).isEqualTo(2);
    assertThat(verify(searched).correct()).isTrue();
    assertThat(verify(prompt + leaf.repeat(3)).mistakes()).isEqualTo(3);
  }

  @Test
  void theProblemIsReadFromTheFirstLine() {
    assertThat(CountdownVerifier.problemOf(CORRECT)).contains(PROBLEM);
    assertThat(CountdownVerifier.problemOf("Current State: 72:[86], Operations: []")).isEmpty();
    assertThat(CountdownVerifier.problemOf("Current State: 72:[4294967297, 2], Operations: []"))
        .isEmpty();
    assertThat(CountdownVerifier.problemOf(" " + CORRECT)).isEmpty();
    assertThat(CountdownVerifier.problemOf("")).isEmpty();
  }

  @Test
  void megabytesOfGarbageGetAVerdictInTime() {
    List<String> pieces =
        List.of(
            "9".repeat(50),
            "\0",
            "\uD800",
            "Current State: ",
            "Current State: 72:[1, ",
            "Exploring Operation: 1+1=2, Resulting Numbers: [2]\n",
            "72,72 unequal: No Solution\n",
            "'1+1=2', ");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String piece : pieces) {
            String garbage = piece.repeat(4_000_000 / piece.length());
            String prompt = CountdownTraces.prompt(PROBLEM);
            String claim = "\n72,72 equal: Goal Reached\n";
            assertThat(verify(garbage).correct()).isFalse();
            assertThat(verify(prompt + garbage + claim).correct()).isFalse();
            assertThat(verify(prompt.replace("[]", "[" + garbage) + claim).correct()).isFalse();
            assertThat(verify(CORRECT + garbage).correct()).isTrue();
          }
        });
  }

  static Stream<Integer> cases() {
    return Cases.count(500);
  }

  /** Mutations may keep a text correct only if they leave the lines it rests on alone. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void mutatedTracesGetAVerdictAndNoMutationMakesAWrongOneRight(int number) {
    RandomStream random = Cases.random("mutations", number);
    CountdownProblem problem = CountdownProblems.any(random, 4);
    String wrong = CountdownTraces.write(problem, CountdownStyle.DFS_SUM).text();
    if (wrong.endsWith("Reached\n")) {
      wrong = wrong.substring(0, wrong.lastIndexOf("Exploring"));
    }
    StringBuilder text = new StringBuilder(wrong);
    for (int i = 0; i < 20; i++) {
      mutate(text, random);
      Verdict verdict = CountdownVerifier.verify(problem, text.toString());
      assertThat(verdict.correct()).as(text.toString()).isFalse();
      assertThat(verdict.error()).isPresent();
      assertThat(verdict.solutionEnd()).isBetween(-1, text.length());
      assertThat(verdict.mistakes()).isNotNegative();
    }
  }

  private static void mutate(StringBuilder text, RandomStream random) {
    int at = random.nextInt(text.length() + 1);
    int length = Math.min(random.nextInt(30), text.length() - at);
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, at + length);
      case 1 -> text.insert(at, text.substring(at, at + length));
      case 2 -> text.insert(at, (char) random.nextInt(128));
      default -> text.insert(at, random.nextInt(100) + ",7 equal: Goal Reached\n");
    }
  }

  private static Verdict verify(String text) {
    return CountdownVerifier.verify(PROBLEM, text);
  }

  private static String error(String text) {
    Verdict verdict = verify(text);
    assertThat(verdict.correct()).isFalse();
    return verdict.error().orElseThrow();
  }
}
