package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fpu sse2 avx avx2 fma avx512f avx512_bf16 avx512_vnni | native: avx512_bf16",
        "avx2 avx512f avx512_bf16 amx_bf16 amx_tile amx_int8 | native: avx512_bf16, amx_bf16",
        "avx2 avx512f avx512_vnni | not native",
        "avx2 avx_vnni avx_ne_convert | not native",
        "avx2 amx_tile amx_int8 | not native",
      })
  void bfloat16IsNativeWhereInstructionsMultiplyInIt(String flags, String answer) {
    assertThat(Cpu.of(cpuinfo(flags)).bfloat16()).startsWith(answer);
  }

  @Test
  void whereItIsNotNativeFloat32IsAdvised() {
    assertThat(Cpu.of(cpuinfo("fpu avx2")).bfloat16()).contains("set training.precision = float32");
  }

  @Test
  void aTrainingThatWillBeSlowIsToldSo() {
    Cpu plain = Cpu.of(cpuinfo("fpu avx2"));
    assertThat(Workers.slow("bfloat16", plain)).get().asString().contains("precision = float32");
    assertThat(Workers.slow("float32", plain)).isEmpty();
    assertThat(Workers.slow("bfloat16", Cpu.of(cpuinfo("avx512_bf16")))).isEmpty();
    assertThat(Workers.slow("bfloat16", Cpu.of(""))).isEmpty();
  }

  @Test
  void whatTheSystemDoesNotTellIsNotKnown() {
    assertThat(Cpu.of("processor\t: 0\nFeatures\t: fp asimd bf16\n").bfloat16())
        .startsWith("not known");
    assertThat(Cpu.of("")).isEqualTo(Cpu.of("flags\t\t: \n"));
  }

  @Test
  void extensionsOfNoteAreInOrder() {
    assertThat(Cpu.of(cpuinfo("avx512_bf16 sse2 avx512f avx2 sse2")).instructionsOfNote())
        .containsExactly("avx2", "avx512f", "avx512_bf16");
  }

  /** Two processors, as a kernel of today describes them; {@code vmx flags} are no extensions. */
  private static String cpuinfo(String flags) {
    String processor =
        """
        processor\t: %d
        model name\t: Example
        vmx flags\t: vnmi amx_bf16
        flags\t\t: %s
        bugs\t\t: spectre_v1

        """;
    return processor.formatted(0, flags) + processor.formatted(1, flags);
  }
}
