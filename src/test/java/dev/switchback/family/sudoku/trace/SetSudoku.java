package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing.Propagation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Sudoku's search and traces once more, slowly: sets of digits, copies of whole boards, texts
 * joined from strings. The fast implementation is compared with it.
 */
final class SetSudoku {
  /** Picks the cell to guess in. */
  interface Order {
    int cell(TreeMap<Integer, TreeSet<Integer>> open);
  }

  static final Order FEWEST_CANDIDATES =
      open -> {
        int fewest = open.values().stream().mapToInt(Set::size).min().orElseThrow();
        return open.keySet().stream()
            .filter(cell -> open.get(cell).size() == fewest)
            .findFirst()
            .orElseThrow();
      };
  static final Order ROW_MAJOR = TreeMap::firstKey;

  private final int size;
  private final List<Set<Integer>> units = new ArrayList<>();
  private final boolean naive;
  private final boolean unique;
  private final Order order;
  private final Propagation propagation;
  private List<String> lines = new ArrayList<>();

  private SetSudoku(int size, boolean naive, boolean unique, Order order, Propagation propagation) {
    this.size = size;
    this.naive = naive;
    this.unique = unique;
    this.order = order;
    this.propagation = propagation;
    for (int unit = 0; unit < 3 * size; unit++) {
      Set<Integer> cells = new TreeSet<>();
      for (int cell = 0; cell < size * size; cell++) {
        int number = unit < size ? row(cell) : unit < 2 * size ? column(cell) : box(cell);
        if (number == unit % size) {
          cells.add(cell);
        }
      }
      units.add(cells);
    }
  }

  /** A board: digits of the filled cells, candidates of the others. */
  private static final class Board {
    final TreeMap<Integer, Integer> filled = new TreeMap<>();
    final TreeMap<Integer, TreeSet<Integer>> open = new TreeMap<>();

    Board copy() {
      Board copy = new Board();
      copy.filled.putAll(filled);
      open.forEach((cell, candidates) -> copy.open.put(cell, new TreeSet<>(candidates)));
      return copy;
    }

    Set<Integer> at(int cell) {
      return open.getOrDefault(cell, new TreeSet<>());
    }

    boolean strike(int cell, Set<Integer> digits) {
      return open.containsKey(cell) && open.get(cell).removeAll(digits);
    }
  }

  /** A whole trace of the styles strategy and naive. */
  static String trace(
      SudokuPuzzle puzzle, boolean naive, Order order, Propagation propagation, boolean unique) {
    SetSudoku search = new SetSudoku(puzzle.size(), naive, unique, order, propagation);
    Board board = new Board();
    StringBuilder text = new StringBuilder("original: \n");
    for (int cell = 0; cell < puzzle.givens().length(); cell++) {
      if (puzzle.digit(cell) > 0) {
        text.append(search.name(cell) + " = " + puzzle.digit(cell) + "  \n");
        board.filled.put(cell, puzzle.digit(cell));
      } else {
        board.open.put(cell, new TreeSet<>());
      }
    }
    for (int cell : board.open.keySet()) {
      for (int digit = 1; digit <= puzzle.size(); digit++) {
        int tried = digit;
        if (search.peers(cell).stream().noneMatch(peer -> puzzle.digit(peer) == tried)) {
          board.open.get(cell).add(digit);
        }
      }
    }
    boolean solved = search.solve(board);
    text.append("solving SOL_S\n");
    search.lines.forEach(line -> text.append(line + " \n"));
    return text + (solved ? "SOL_E\n" : "");
  }

  /** A trace of the style strategy with what it took back left out. */
  static String direct(String strategy) {
    List<String> kept = new ArrayList<>();
    for (String line : strategy.split("\n")) {
      if (line.startsWith("revert:")) {
        String guess = line.replace("revert:", "guess:").replace("none ", "");
        while (!kept.remove(kept.size() - 1).startsWith(guess)) {
          // Until the guess itself is gone.
        }
      } else if (!line.startsWith("nocand:") && !line.startsWith("invalid")) {
        kept.add(line);
      }
    }
    kept.removeIf(line -> line.startsWith("guess:"));
    return String.join("\n", kept) + "\n";
  }

  private boolean solve(Board board) {
    if (!(propagation == Propagation.SINGLE_PASS ? sweepOnce(board) : deduce(board))) {
      return false;
    }
    if (board.open.isEmpty()) {
      return true;
    }
    int cell = order.cell(board.open);
    TreeSet<Integer> candidates = board.open.get(cell);
    for (int digit : candidates) {
      lines.add("guess: " + name(cell) + " " + candidates + " = " + digit);
      Board copy = board.copy();
      fill(copy, cell, digit);
      if (solve(copy)) {
        return true;
      }
      lines.add("nocand: " + name(cell));
      lines.add("revert: " + name(cell) + " " + candidates + " = none");
    }
    return false;
  }

  /** False if the board turns out to have no solution. */
  private boolean deduce(Board board) {
    while (true) {
      if (!allLoneSingles(board)) {
        return false;
      }
      if (naive || board.open.isEmpty()) {
        return true;
      }
      int filled = board.filled.size();
      if (!hiddenSingles(board)) {
        lines.add("invalid");
        return false;
      }
      if (board.filled.size() == filled
          && !nakedPairs(board)
          && !nakedTriplets(board)
          && !lockedCandidates(board)
          && !xyWings(board)
          && !(unique && uniqueRectangles(board))) {
        return true;
      }
    }
  }

  /** As deduce, each technique once. */
  private boolean sweepOnce(Board board) {
    if (!allLoneSingles(board)) {
      return false;
    }
    if (naive || board.open.isEmpty()) {
      return true;
    }
    if (!hiddenSingles(board)) {
      lines.add("invalid");
      return false;
    }
    nakedPairs(board);
    nakedTriplets(board);
    lockedCandidates(board);
    xyWings(board);
    if (unique) {
      uniqueRectangles(board);
    }
    return noneIsDead(board);
  }

  private boolean allLoneSingles(Board board) {
    boolean progress = true;
    while (progress) {
      progress = loneSingles(board);
    }
    return noneIsDead(board);
  }

  private boolean noneIsDead(Board board) {
    for (int cell : board.open.keySet()) {
      if (board.open.get(cell).isEmpty()) {
        lines.add("nocand: " + name(cell));
        return false;
      }
    }
    return true;
  }

  private boolean loneSingles(Board board) {
    boolean progress = false;
    for (int cell : List.copyOf(board.open.keySet())) {
      if (board.open.get(cell).size() == 1) {
        fill(board, cell, board.open.get(cell).first());
        progress = true;
      }
    }
    return progress;
  }

  /** False if a digit has no place. */
  private boolean hiddenSingles(Board board) {
    for (Set<Integer> unit : units) {
      for (int digit = 1; digit <= size; digit++) {
        int wanted = digit;
        List<Integer> places =
            unit.stream().filter(cell -> board.at(cell).contains(wanted)).toList();
        if (unit.stream().noneMatch(cell -> board.filled.getOrDefault(cell, 0) == wanted)) {
          if (places.isEmpty()) {
            return false;
          }
          if (places.size() == 1) {
            fill(board, places.get(0), digit);
          }
        }
      }
    }
    return true;
  }

  private boolean nakedPairs(Board board) {
    boolean progress = false;
    for (Set<Integer> unit : units) {
      for (int first : unit) {
        for (int second : unit) {
          Set<Integer> pair = Set.copyOf(board.at(first));
          if (first < second && pair.size() == 2 && pair.equals(board.at(second))) {
            progress |= strike(board, unit, Set.of(first, second), pair);
          }
        }
      }
    }
    return progress;
  }

  private boolean nakedTriplets(Board board) {
    boolean progress = false;
    for (Set<Integer> unit : units) {
      for (int first : unit) {
        for (int second : unit) {
          for (int third : unit) {
            List<Integer> cells = List.of(first, second, third);
            Set<Integer> union = new HashSet<>();
            cells.forEach(cell -> union.addAll(board.at(cell)));
            boolean narrow =
                cells.stream().allMatch(cell -> List.of(2, 3).contains(board.at(cell).size()));
            if (first < second && second < third && narrow && union.size() == 3) {
              progress |= strike(board, unit, Set.copyOf(cells), union);
            }
          }
        }
      }
    }
    return progress;
  }

  private boolean lockedCandidates(Board board) {
    boolean progress = false;
    List<Set<Integer>> lines = units.subList(0, 2 * size);
    List<Set<Integer>> boxes = units.subList(2 * size, 3 * size);
    for (Set<Integer> box : boxes) {
      for (Set<Integer> line : lines) {
        progress |= locked(board, box, line);
      }
    }
    for (Set<Integer> line : lines) {
      for (Set<Integer> box : boxes) {
        progress |= locked(board, line, box);
      }
    }
    return progress;
  }

  private boolean locked(Board board, Set<Integer> from, Set<Integer> to) {
    boolean progress = false;
    for (int digit = 1; digit <= size; digit++) {
      int wanted = digit;
      List<Integer> places = from.stream().filter(cell -> board.at(cell).contains(wanted)).toList();
      Set<Integer> shared = new HashSet<>(from);
      shared.retainAll(to);
      if (!places.isEmpty() && shared.size() > 1 && shared.containsAll(places)) {
        progress |= strike(board, to, shared, Set.of(digit));
      }
    }
    return progress;
  }

  private boolean xyWings(Board board) {
    boolean progress = false;
    for (int pivot : board.open.keySet()) {
      for (int first : peers(pivot)) {
        for (int second : peers(pivot)) {
          Set<Integer> all = new HashSet<>(board.at(pivot));
          all.addAll(board.at(first));
          all.addAll(board.at(second));
          boolean pairs =
              IntStream.of(pivot, first, second).allMatch(cell -> board.at(cell).size() == 2);
          boolean different =
              !board.at(pivot).equals(board.at(first))
                  && !board.at(pivot).equals(board.at(second))
                  && !board.at(first).equals(board.at(second));
          if (first < second && pairs && different && all.size() == 3) {
            Set<Integer> struck = new HashSet<>(all);
            struck.removeAll(board.at(pivot));
            Set<Integer> seen = new TreeSet<>(peers(first));
            seen.retainAll(peers(second));
            progress |= strike(board, seen, Set.of(), struck);
          }
        }
      }
    }
    return progress;
  }

  private boolean uniqueRectangles(Board board) {
    boolean progress = false;
    for (int top = 0; top < size; top++) {
      for (int bottom = top + 1; bottom < size; bottom++) {
        for (int left = 0; left < size; left++) {
          for (int right = left + 1; right < size; right++) {
            progress |=
                uniqueRectangle(
                    board,
                    List.of(
                        top * size + left,
                        top * size + right,
                        bottom * size + left,
                        bottom * size + right));
          }
        }
      }
    }
    return progress;
  }

  private boolean uniqueRectangle(Board board, List<Integer> corners) {
    boolean progress = false;
    boolean twoBoxes = corners.stream().map(this::box).distinct().count() == 2;
    for (int fourth : corners) {
      List<Integer> others = corners.stream().filter(corner -> corner != fourth).toList();
      Set<Integer> pair = Set.copyOf(board.at(others.get(0)));
      boolean deadly = others.stream().allMatch(corner -> board.at(corner).equals(pair));
      boolean more = board.at(fourth).size() > 2 && board.at(fourth).containsAll(pair);
      if (twoBoxes && pair.size() == 2 && deadly && more) {
        progress |= board.strike(fourth, pair);
      }
    }
    return progress;
  }

  private static boolean strike(
      Board board, Set<Integer> unit, Set<Integer> spared, Set<Integer> digits) {
    boolean progress = false;
    for (int cell : unit) {
      progress |= !spared.contains(cell) && board.strike(cell, digits);
    }
    return progress;
  }

  private void fill(Board board, int cell, int digit) {
    lines.add(name(cell) + " = " + digit);
    board.open.remove(cell);
    board.filled.put(cell, digit);
    peers(cell).forEach(peer -> board.strike(peer, Set.of(digit)));
  }

  private Set<Integer> peers(int cell) {
    Set<Integer> peers = new TreeSet<>();
    units.stream().filter(unit -> unit.contains(cell)).forEach(peers::addAll);
    peers.remove(cell);
    return peers;
  }

  private String name(int cell) {
    return "(" + row(cell) + ", " + column(cell) + ")";
  }

  private int row(int cell) {
    return cell / size;
  }

  private int column(int cell) {
    return cell % size;
  }

  private int box(int cell) {
    int rows = size == 9 ? 3 : 2;
    return row(cell) / rows * rows + column(cell) / (size / rows);
  }
}
