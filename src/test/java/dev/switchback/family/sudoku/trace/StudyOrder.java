package dev.switchback.family.sudoku.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The study's order of guesses: its cells are sorted by their sets of candidates, where a set is
 * less than another if it is a part of it. That is no total order, so that the first cell depends
 * on how the sort goes about it: it takes the ascending or descending run at the list's beginning
 * and inserts the rest by bisection, as CPython does with up to 63 elements.
 */
final class StudyOrder implements SetSudoku.Order {
  @Override
  public int cell(TreeMap<Integer, TreeSet<Integer>> open) {
    List<Integer> cells = new ArrayList<>(open.keySet());
    List<Integer> sorted = run(cells, open);
    for (int cell : cells.subList(sorted.size(), cells.size())) {
      int from = 0;
      int to = sorted.size();
      while (from < to) {
        int middle = (from + to) / 2;
        if (isLess(open.get(cell), open.get(sorted.get(middle)))) {
          to = middle;
        } else {
          from = middle + 1;
        }
      }
      sorted.add(from, cell);
    }
    return sorted.get(0);
  }

  private static List<Integer> run(List<Integer> cells, TreeMap<Integer, TreeSet<Integer>> open) {
    List<Integer> run = new ArrayList<>(cells.subList(0, 1));
    boolean descending = cells.size() > 1 && isLess(open.get(cells.get(1)), open.get(cells.get(0)));
    for (int i = 1;
        i < cells.size()
            && isLess(open.get(cells.get(i)), open.get(cells.get(i - 1))) == descending;
        i++) {
      run.add(descending ? 0 : i, cells.get(i));
    }
    return run;
  }

  private static boolean isLess(Set<Integer> one, Set<Integer> other) {
    return one.size() < other.size() && other.containsAll(one);
  }
}
