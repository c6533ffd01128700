package dev.switchback.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.KeyValueCache;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Keys and values of prompts that were read together, kept while further samples of them come. The
 * caller closes it.
 *
 * <p>Prompts are read in one call if they are of the same length up to padding, so that what a
 * prompt computes does not depend on which others are there.
 */
final class PrefillBatch implements AutoCloseable {
  /** Lengths are padded to a multiple of this many tokens. */
  private static final int WIDTH = 16;

  private final NDManager manager;
  private final NDList pages;
  private final Map<List<Integer>, Integer> places = new HashMap<>();
  private final int pagesOfPrompt;

  private PrefillBatch(NDManager manager, NDList pages, int pagesOfPrompt) {
    this.manager = manager;
    this.pages = pages;
    this.pagesOfPrompt = pagesOfPrompt;
  }

  /**
   * Reads prompts.
   *
   * @param cache that they are for
   * @param prompts different ones of one padded length
   */
  static PrefillBatch of(
      CausalLmProgram program,
      NDList prepared,
      KeyValueCache cache,
      List<int[]> prompts,
      int padding) {
    int length = length(prompts.get(0));
    long[] tokens = new long[prompts.size() * length];
    Arrays.fill(tokens, padding);
    NDManager manager = program.newManager();
    try (NDArray batch = batch(manager, prompts, tokens, length)) {
      NDList pages = program.prefill(prepared, batch, cache.promptPage(length));
      pages.attach(manager);
      PrefillBatch read = new PrefillBatch(manager, pages, cache.pages(length));
      prompts.forEach(prompt -> read.places.put(key(prompt), read.places.size()));
      return read;
    }
  }

  private static NDArray batch(NDManager manager, List<int[]> prompts, long[] tokens, int length) {
    for (int i = 0; i < prompts.size(); i++) {
      int[] prompt = prompts.get(i);
      for (int j = 0; j < prompt.length; j++) {
        tokens[i * length + j] = prompt[j];
      }
    }
    return manager.create(tokens, new Shape(prompts.size(), length));
  }

  /** The length of a prompt with padding. */
  static int length(int[] prompt) {
    return (prompt.length + WIDTH - 1) / WIDTH * WIDTH;
  }

  boolean contains(int[] prompt) {
    return places.containsKey(key(prompt));
  }

  NDList pages() {
    return pages;
  }

  /** The first page of a prompt here; the others follow. */
  int firstPage(int[] prompt) {
    return places.get(key(prompt)) * pagesOfPrompt;
  }

  @Override
  public void close() {
    manager.close();
  }

  static List<Integer> key(int[] prompt) {
    return IntStream.of(prompt).boxed().toList();
  }
}
