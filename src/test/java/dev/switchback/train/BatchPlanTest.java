package dev.switchback.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.random.RandomStream;
import dev.switchback.token.TokenizedTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int PADDING = 99;

  @Test
  void anEpochGoesThroughEveryRowOnce() {
    TokenRows rows = rows(57);
    BatchPlan plan = plan(rows, 7);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < plan.batchesPerEpoch(); i++) {
        seen.addAll(texts(plan.batch((long) epoch * plan.batchesPerEpoch() + i)));
      }
      assertThat(seen).containsExactlyInAnyOrderElementsOf(texts(rows));
    }
  }

  @Test
  void theOrderDependsOnTheSeedAndTheStepAlone() {
    BatchPlan one = plan(rows(57), 7);
    BatchPlan other = plan(rows(57), 7);
    long step = 3L * one.batchesPerEpoch() + 2;
    other.batch(0);
    assertThat(texts(one.batch(step))).isEqualTo(texts(other.batch(step)));
    assertThat(texts(plan(rows(57), 8).batch(step))).isNotEqualTo(texts(one.batch(step)));
    assertThat(texts(one.batch(0))).isNotEqualTo(texts(one.batch(one.batchesPerEpoch())));
  }

  @Test
  void batchesHaveFewShapesAndCountWhatIsPredicted() {
    TokenRows rows = rows(57);
    BatchPlan plan = plan(rows, 7);
    long counted = 0;
    for (int i = 0; i < plan.batchesPerEpoch(); i++) {
      BatchPlan.Batch batch = plan.batch(i);
      assertThat(batch.length() % 8).isEqualTo(1);
      assertThat(batch.rows()).isEqualTo(Math.max(1, 64 / batch.length()));
      assertThat(batch.tokens()).hasSize(batch.rows() * batch.length());
      counted += batch.counted();
    }
    assertThat(counted).isEqualTo(rows.tokens() - rows.count());
  }

  /** A row of n tokens has n - 1 positions; the padding of batches is none of them. */
  @Test
  void theWorkOfBatchesIsThatOfTheirRows() {
    TokenRows rows = rows(57);
    BatchPlan plan = plan(rows, 7);
    BatchPlan.Work work = BatchPlan.Work.NONE;
    for (int i = 0; i < plan.batchesPerEpoch(); i++) {
      work = work.plus(plan.batch(i).work());
    }
    long lookedAt = 0;
    for (int row = 0; row < rows.count(); row++) {
      for (int position = 1; position < rows.length(row); position++) {
        lookedAt += position;
      }
    }
    assertThat(work).isEqualTo(new BatchPlan.Work(rows.tokens() - rows.count(), lookedAt));
    assertThat(plan.workPerEpoch()).isEqualTo(work);
  }

  @Test
  void refusesToPlanWithoutRows() {
    assertThatThrownBy(() -> plan(TokenRows.of(List.of(), 16, true), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot plan batches: no rows, expected at least one");
  }

  @Test
  void aLongTraceBecomesFurtherRows() {
    TokenRows rows = TokenRows.of(List.of(trace(23, 0), trace(2, 0)), 11, true);
    assertThat(IntStream.range(0, rows.count()).map(rows::length)).containsExactly(11, 11, 2);
    TokenRows withoutOrphan = TokenRows.of(List.of(trace(12, 0)), 11, true);
    assertThat(withoutOrphan.count()).isEqualTo(1);
  }

  @Test
  void aPromptIsReadButNotPredictedUnlessAllIsLearned() {
    List<TokenizedTrace> traces = List.of(new TokenizedTrace(new byte[] {1, 7, 8, 5, 6, 2}, 3));

    BatchPlan.Batch masked = plan(TokenRows.of(traces, 16, true), 7).batch(0);
    assertThat(row(masked, 0)).containsExactly(1, -8, -9, 5, 6, 2);
    assertThat(masked.counted()).isEqualTo(3);

    BatchPlan.Batch whole = plan(TokenRows.of(traces, 16, false), 7).batch(0);
    assertThat(row(whole, 0)).containsExactly(1, 7, 8, 5, 6, 2);
    assertThat(whole.counted()).isEqualTo(5);
  }

  @Test
  void aPromptThatGoesOnInAFurtherRowIsNotPredictedThereEither() {
    TokenRows rows = TokenRows.of(List.of(trace(12, 6), trace(4, 4)), 4, true);

    assertThat(IntStream.range(0, rows.count()).map(rows::predicted))
        .as("no row of a prompt alone")
        .containsExactly(2, 3);
  }

  private static TokenizedTrace trace(int length, int prompt) {
    return new TokenizedTrace(new byte[length], prompt);
  }

  private static BatchPlan plan(TokenRows rows, long seed) {
    return new BatchPlan(rows, 64, 8, PADDING, seed, 0);
  }

  /** Rows of different lengths, each recognizable. */
  private static TokenRows rows(int count) {
    RandomStream stream = RandomStream.of(5, "test-rows");
    Stream<TokenizedTrace> traces =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  byte[] trace = new byte[3 + stream.nextInt(37)];
                  Arrays.fill(trace, (byte) i);
                  return new TokenizedTrace(trace, 0);
                });
    return TokenRows.of(traces.toList(), 64, true);
  }

  private static List<String> texts(TokenRows rows) {
    return IntStream.range(0, rows.count())
        .mapToObj(
            i -> {
              long[] tokens = new long[rows.length(i)];
              rows.copy(i, tokens, 0);
              return Arrays.toString(tokens);
            })
        .toList();
  }

  private static List<String> texts(BatchPlan.Batch batch) {
    return IntStream.range(0, batch.rows())
        .mapToObj(i -> row(batch, i))
        .filter(tokens -> tokens.length > 0)
        .map(Arrays::toString)
        .toList();
  }

  private static long[] row(BatchPlan.Batch batch, int row) {
    return Arrays.stream(batch.tokens(), row * batch.length(), (row + 1) * batch.length())
        .filter(token -> token != PADDING)
        .toArray();
  }
}
