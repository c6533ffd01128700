package dev.switchback.model;

import ai.djl.Device;
import java.util.Locale;
import java.util.Set;

/**
 * How the program computes what can be computed in several ways.
 *
 * @param queryBlock how many queries of a row look at keys together, or {@link #FUSED_ATTENTION}
 * @param products with weights
 */
record Kernels(int queryBlock, Products products) {
  /** libtorch's own kernel computes attention. */
  static final int FUSED_ATTENTION = 0;

  /** Queries that look at keys together on a CPU: few enough to skip much of what is masked. */
  private static final int QUERY_BLOCK = 64;

  /** The system property that takes {@link Products} of another processor, by their name. */
  static final String PRODUCTS = "switchback.products";

  /** Tokens of a call, at most. */
  static final int MOST_STEPS = 16;

  /** A call of so few rows takes longer to make than to compute. */
  private static final int FEW_ROWS = 32;

  private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

  /** The ways of a device of this machine. */
  static Kernels of(Device device) {
    return new Kernels(
        device.isGpu() ? FUSED_ATTENTION : QUERY_BLOCK,
        Products.of(System.getProperty("os.arch"), System.getProperty(PRODUCTS, "")));
  }

  /** Whether attention is libtorch's own kernel, and decoding as few kernels as can be. */
  boolean fused() {
    return queryBlock == FUSED_ATTENTION;
  }

  /**
   * Tokens that each of so many rows is given in a call. More make a call worth its while; a row
   * that finishes is noticed as many less one late.
   */
  int steps(int rows) {
    if (fused()) {
      return MOST_STEPS;
    }
    return rows < FEW_ROWS ? 8 : 4;
  }

  /** Products with weights: the program has a file of functions for each way. */
  enum Products {
    /** By oneDNN's operator, which libtorch has on x86-64. */
    ONEDNN,
    /** By libtorch's general one. */
    PLAIN;

    /**
     * Chooses a way.
     *
     * @param processor as Java names it in {@code os.arch}
     * @param wanted a name of one of these, in small letters; empty for the processor's own
     * @throws IllegalArgumentException if there is no such way
     */
    static Products of(String processor, String wanted) {
      for (Products way : values()) {
        if (wanted.equals(way.label())) {
          return way;
        }
      }
      if (!wanted.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot compute with -D" + PRODUCTS + "=" + wanted + ", expected onednn or plain");
      }
      return X86_64.contains(processor) ? ONEDNN : PLAIN;
    }

    /** The file of the program's sources. */
    String source() {
      return "products_" + label() + ".py";
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
