package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.model.TensorType.Bfloat16;
import dev.switchback.model.TensorType.Float16;
import dev.switchback.random.RandomStream;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

  @Test
  void everyFloat16IsWidenedToWhatItsBitsMean() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      Double value = (double) Float16.widen((short) bits);
      assertThat(value).as("%04x", bits).isEqualTo(Double.valueOf(meaning(bits, 5, 10)));
    }
  }

  @Test
  void everyBfloat16IsWidenedToWhatItsBitsMeanAndNarrowedBack() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = Bfloat16.widen((short) bits);
      assertThat(Double.valueOf(value))
          .as("%04x", bits)
          .isEqualTo(Double.valueOf(meaning(bits, 8, 7)));
      if (!Float.isNaN(value)) {
        assertThat(Bfloat16.of(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void aFloatBecomesTheNearestBfloat16() {
    RandomStream stream = RandomStream.of(3, "test-floats");
    for (int i = 0; i < 100_000; i++) {
      float value = Float.intBitsToFloat((int) (stream.nextDouble() * 0x7F00_0000));
      assertThat(Bfloat16.of(value)).as("%s", value).isEqualTo(nearest(value));
    }
  }

  /** Those half way go to the even neighbour; what is too large becomes infinite. */
  @ParameterizedTest
  @CsvSource({
    "3f808000, 3f80",
    "3f818000, 3f82",
    "3f808001, 3f81",
    "3f817fff, 3f81",
    "bf808000, bf80",
    "bf818000, bf82",
    "00008000, 0000",
    "00018000, 0002",
    "7f7f7fff, 7f7f",
    "7f7f8000, 7f80",
    "7f800000, 7f80",
    "ff800000, ff80",
    "80000000, 8000"
  })
  void halfWayIsEven(String wide, String narrow) {
    float value = Float.intBitsToFloat(Integer.parseUnsignedInt(wide, 16));
    assertThat(String.format("%04x", Bfloat16.of(value) & 0xFFFF)).isEqualTo(narrow);
  }

  /** Also one whose upper half alone would be infinity. */
  @ParameterizedTest
  @CsvSource({"7fc00000", "7f800001", "ff80ffff", "ffffffff"})
  void aNanStaysOne(String bits) {
    float value = Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16));
    assertThat(Bfloat16.widen(Bfloat16.of(value))).isNaN();
  }

  /** The formula of IEEE 754. */
  private static double meaning(int bits, int exponentBits, int fractionBits) {
    double sign = bits < 0x8000 ? 1 : -1;
    int bias = (1 << exponentBits - 1) - 1;
    int exponent = bits >> fractionBits & (1 << exponentBits) - 1;
    double fraction = (bits & (1 << fractionBits) - 1) / (double) (1 << fractionBits);
    if (exponent == (1 << exponentBits) - 1) {
      return fraction > 0 ? Double.NaN : sign * Double.POSITIVE_INFINITY;
    }
    return exponent == 0
        ? sign * fraction * Math.pow(2, 1 - bias)
        : sign * (1 + fraction) * Math.pow(2, exponent - bias);
  }

  /** Of the two neighbours the nearer one, by exact differences. */
  private static short nearest(float value) {
    int below = Float.floatToRawIntBits(value) >>> 16;
    BigDecimal under = new BigDecimal(value).subtract(exactly(below));
    BigDecimal over = exactly(below + 1).subtract(new BigDecimal(value));
    int comparison = under.compareTo(over);
    return (short) (comparison < 0 || comparison == 0 && below % 2 == 0 ? below : below + 1);
  }

  private static BigDecimal exactly(int bits) {
    return new BigDecimal(meaning(bits, 8, 7));
  }
}
