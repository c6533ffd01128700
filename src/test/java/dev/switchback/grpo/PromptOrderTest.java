package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PromptOrderTest {

  @Test
  void anEpochAsksEveryProblemOnce() {
    PromptOrder order = new PromptOrder(20, 5, 7);
    assertThat(places(order, 0, 4)).containsExactlyInAnyOrderElementsOf(all(20));
    assertThat(places(order, 4, 8)).containsExactlyInAnyOrderElementsOf(all(20));
    assertThat(places(order, 4, 8)).isNotEqualTo(places(order, 0, 4));
  }

  @Test
  void noProblemIsInAStepTwice() {
    PromptOrder order = new PromptOrder(7, 3, 7);
    for (long step = 0; step < 50; step++) {
      assertThat(order.of(step)).hasSize(3).doesNotHaveDuplicates();
    }
  }

  /** A training that is taken up asks what it would have asked. */
  @Test
  void aStepDependsOnItsNumberAndTheSeedAlone() {
    PromptOrder order = new PromptOrder(100, 8, 3);
    List<Integer> ordered = places(order, 0, 40);
    assertThat(new PromptOrder(100, 8, 3).of(39))
        .containsExactly(ordered.subList(39 * 8, 40 * 8).stream().mapToInt(i -> i).toArray());
    assertThat(new PromptOrder(100, 8, 4).of(39)).isNotEqualTo(order.of(39));
  }

  @Test
  void furtherProblemsAreOthers() {
    PromptOrder order = new PromptOrder(10, 4, 3);
    int[] first = order.of(2);
    int[] more = order.more(2, 1, first);
    assertThat(more).hasSize(4).doesNotHaveDuplicates().doesNotContain(first);
    assertThat(order.more(2, 2, first)).isNotEqualTo(more);
    assertThat(new PromptOrder(5, 4, 3).more(0, 1, new PromptOrder(5, 4, 3).of(0))).hasSize(1);
  }

  @Test
  void aStepNeedsSoManyProblems() {
    assertThatThrownBy(() -> new PromptOrder(3, 4, 0)).hasMessageContaining("expected 1 to 3");
  }

  private static List<Integer> places(PromptOrder order, long from, long to) {
    return LongStream.range(from, to)
        .boxed()
        .flatMap(step -> Arrays.stream(order.of(step)).boxed())
        .toList();
  }

  private static List<Integer> all(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
