package dev.switchback.sample;

import ai.djl.ndarray.NDList;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.KeyValueCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Reads each prompt once for the samples of it that follow each other. Holds native memory; the
 * caller closes it.
 */
final class PrefixCache implements AutoCloseable {
  private final CausalLmProgram program;
  private final NDList prepared;
  private final KeyValueCache cache;
  private final int padding;
  private final List<PrefillBatch> kept = new ArrayList<>();

  PrefixCache(CausalLmProgram program, NDList prepared, KeyValueCache cache, int padding) {
    this.program = program;
    this.prepared = prepared;
    this.cache = cache;
    this.padding = padding;
  }

  /**
   * Puts prompts into the cache.
   *
   * @param prompts by the place of their row, those last asked for at the end
   */
  void read(Map<Integer, int[]> prompts) {
    prefill(prompts.values());
    for (PrefillBatch read : kept) {
      take(read, prompts);
    }
    int[] last = null;
    for (int[] prompt : prompts.values()) {
      last = prompt;
    }
    if (last != null) {
      keep(last);
    }
  }

  private void prefill(Iterable<int[]> prompts) {
    Map<Integer, Map<List<Integer>, int[]>> missing = new LinkedHashMap<>();
    for (int[] prompt : prompts) {
      if (kept.stream().noneMatch(read -> read.contains(prompt))) {
        missing
            .computeIfAbsent(PrefillBatch.length(prompt), length -> new LinkedHashMap<>())
            .put(PrefillBatch.key(prompt), prompt);
      }
    }
    for (Map<List<Integer>, int[]> ofLength : missing.values()) {
      kept.add(PrefillBatch.of(program, prepared, cache, List.copyOf(ofLength.values()), padding));
    }
  }

  private void take(PrefillBatch read, Map<Integer, int[]> prompts) {
    LongStream.Builder source = LongStream.builder();
    LongStream.Builder target = LongStream.builder();
    prompts.forEach(
        (place, prompt) -> {
          if (read.contains(prompt)) {
            int first = read.firstPage(prompt);
            for (int j = 0; j < cache.pages(prompt.length); j++) {
              source.add(first + j);
              target.add(cache.place(place, j));
            }
          }
        });
    cache.take(read.pages(), source.build().toArray(), target.build().toArray());
  }

  /** Forgets all that were not read together with a prompt. */
  private void keep(int[] prompt) {
    kept.removeIf(
        read -> {
          boolean other = !read.contains(prompt);
          if (other) {
            read.close();
          }
          return other;
        });
  }

  @Override
  public void close() {
    kept.forEach(PrefillBatch::close);
    kept.clear();
  }
}
