package dev.switchback.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The CPU of a machine.
 *
 * @param instructions the extensions it has, as Linux names them; empty where that is not known
 */
public record Cpu(Set<String> instructions) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Extensions that make a difference to matrix products. */
  private static final List<String> OF_NOTE = List.of("avx2", "avx512f", "avx512_bf16", "amx_bf16");

  /**
   * Extensions that multiply in bfloat16. {@code avx_ne_convert} is none of them: it converts, and
   * then multiplies in float32.
   */
  private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

  /** Copies the set. */
  public Cpu {
    instructions = Set.copyOf(instructions);
  }

  /** That of this machine; of an unknown one where the system does not tell. */
  public static Cpu current() {
    try {
      return of(Files.readString(CPUINFO, StandardCharsets.ISO_8859_1));
    } catch (IOException notLinux) {
      return new Cpu(Set.of());
    }
  }

  /** The first one in the text of {@code /proc/cpuinfo}: a machine has but one kind. */
  static Cpu of(String cpuinfo) {
    Set<String> flags =
        cpuinfo
            .lines()
            .filter(line -> line.matches("flags\\s*:.*"))
            .limit(1)
            .flatMap(line -> Pattern.compile("\\s+").splitAsStream(line.replaceFirst(".*?:", "")))
            .filter(flag -> !flag.isEmpty())
            .collect(Collectors.toSet());
    return new Cpu(flags);
  }

  /** Those of its extensions that make a difference to matrix products. */
  public List<String> instructionsOfNote() {
    return OF_NOTE.stream().filter(instructions::contains).toList();
  }

  /** Whether it is known to compute in no bfloat16, which is then imitated and slow. */
  boolean imitatesBfloat16() {
    return !instructions.isEmpty() && BFLOAT16.stream().noneMatch(instructions::contains);
  }

  /** Whether it computes in bfloat16, and what to do where it does not. */
  public String bfloat16() {
    List<String> native16 = BFLOAT16.stream().filter(instructions::contains).toList();
    if (!native16.isEmpty()) {
      return "native: " + String.join(", ", native16);
    }
    return instructions.isEmpty()
        ? "not known; compare precision = float32 and bfloat16 by jobs/switchback bench train"
        : "not native, and slow when it is imitated: set training.precision = float32 for models"
            + " that train on this CPU";
  }
}
