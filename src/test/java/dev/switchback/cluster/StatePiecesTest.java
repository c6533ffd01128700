package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.model.Architecture;
import dev.switchback.model.Optimizer;
import dev.switchback.model.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatePiecesTest {
  /** Its embedding is longer than a piece. */
  private static final Architecture WIDE =
      new Architecture(9000, 32, 1, 2, 1, 24, 64, 1e4, 1e-6, 0.02, true);

  @Test
  void whatIsCutComesTogetherAgainInAnyOrder() {
    List<Weights> parts = List.of(Weights.initial(WIDE, 1), Weights.initial(WIDE, 2));
    List<StatePieces.Piece> pieces = new ArrayList<>(StatePieces.cut(0, parts));

    assertThat(pieces).hasSize(StatePieces.count(parts));
    assertThat(pieces).hasSizeGreaterThan(2 * parts.get(0).count());
    assertThat(pieces).allMatch(piece -> piece.values().length <= StatePieces.LONGEST);
    Collections.reverse(pieces);
    assertThat(StatePieces.join(pieces, parts)).isEqualTo(parts);
  }

  @Test
  void arraysThatAreEmptyStayEmpty() {
    List<Weights> parts = List.of(Weights.initial(WIDE, 1), Optimizer.MUON.secondMoments(WIDE));
    List<StatePieces.Piece> pieces = StatePieces.cut(0, parts);

    assertThat(pieces).hasSize(StatePieces.count(parts));
    assertThat(pieces).allMatch(piece -> piece.values().length > 0);
    assertThat(StatePieces.join(pieces, parts)).isEqualTo(parts);
  }

  @Test
  void theMeanOfOneWorkerIsItsOwnValueBitForBit() {
    float[] values = {1e-42f, -3.4e38f, 0.1f, -0f};
    StatePieces.Piece mean = StatePieces.mean(List.of(new StatePieces.Piece(7, 0, values)));
    assertThat(mean.number()).isEqualTo(7);
    assertThat(mean.values()).containsExactly(values);
  }

  @Test
  void theMeanDoesNotDependOnTheOrderInWhichWorkersAnswer() {
    List<StatePieces.Piece> answers =
        new ArrayList<>(List.of(piece(0, 1e20f), piece(1, 3f), piece(2, -1e20f), piece(3, 5f)));
    float first = StatePieces.mean(answers).values()[0];
    for (int i = 0; i < answers.size(); i++) {
      Collections.rotate(answers, 1);
      assertThat(StatePieces.mean(answers).values()).containsExactly(first);
    }
    assertThat(StatePieces.mean(List.of(piece(0, 1f), piece(1, 4f))).values())
        .containsExactly(2.5f);
  }

  private static StatePieces.Piece piece(int worker, float value) {
    return new StatePieces.Piece(0, worker, new float[] {value});
  }
}
