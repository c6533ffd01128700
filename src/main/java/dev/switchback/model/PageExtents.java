package dev.switchback.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Ranges of pages that are taken and given back, from a space that grows at its end. */
final class PageExtents {
  private final Map<Integer, Deque<Integer>> free = new HashMap<>();
  private final Map<Integer, Integer> leaving = new HashMap<>();
  private int end;

  /** The first page of a range that nobody has. */
  int take(int pages) {
    Deque<Integer> fitting = free.get(pages);
    if (fitting != null && !fitting.isEmpty()) {
      return fitting.pop();
    }
    int first = end;
    end += pages;
    return first;
  }

  /** Gives a range back at the next {@link #giveBack}: until then its pages are still read. */
  void giveBackLater(int first, int pages) {
    leaving.put(first, pages);
  }

  void giveBack() {
    leaving.forEach(
        (first, pages) -> free.computeIfAbsent(pages, size -> new ArrayDeque<>()).push(first));
    leaving.clear();
  }

  /** Behind the last page that was ever taken. */
  int end() {
    return end;
  }
}
