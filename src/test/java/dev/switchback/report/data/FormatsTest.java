package dev.switchback.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.metric.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void intervalsDoNotBreakOverLines() {
    Estimate estimate = new Estimate(0.1234, 0.1, 0.1498, 50);
    assertThat(Formats.share(estimate)).isEqualTo("12.3%\u00a0[10.0,\u00a015.0]");
    assertThat(Formats.points(new Estimate(-0.02, -0.051, 0.0001, 50)))
        .isEqualTo("−2.0\u00a0points [−5.1,\u00a00.0]");
    assertThat(Formats.points(new Estimate(0.02, -0.0001, 0.051, 50)))
        .isEqualTo("+2.0\u00a0points [0.0,\u00a0+5.1]");
  }

  @Test
  void percentHasADigitWhereItSaysSomething() {
    assertThat(Formats.percent(0.95)).isEqualTo("95%");
    assertThat(Formats.percent(0.995)).isEqualTo("99.5%");
    assertThat(Formats.percentWithDigit(0.2)).isEqualTo("20.0%");
  }

  @Test
  void largeNumbersAreCountedInWords() {
    assertThat(Formats.whole(4096)).isEqualTo("4,096");
    assertThat(Formats.operations(950)).isEqualTo("1.0 thousand");
    assertThat(Formats.operations(18_100_000)).isEqualTo("18.1 million");
    assertThat(Formats.operations(1.07e11)).isEqualTo("107.0 billion");
  }

  @Test
  void probabilityStopsAtThreeDigits() {
    assertThat(Formats.probability(0.0312)).isEqualTo("p\u00a0=\u00a00.031");
    assertThat(Formats.probability(1)).isEqualTo("p\u00a0=\u00a01.000");
    assertThat(Formats.probability(0.0004)).isEqualTo("p\u00a0<\u00a00.001");
  }

  @Test
  void listsReadAsSentences() {
    assertThat(Formats.list(List.of())).isEmpty();
    assertThat(Formats.list(List.of("a"))).isEqualTo("a");
    assertThat(Formats.list(List.of("a", "b"))).isEqualTo("a and b");
    assertThat(Formats.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
  }
}
