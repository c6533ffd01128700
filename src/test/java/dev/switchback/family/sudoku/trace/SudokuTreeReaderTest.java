package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SudokuTreeReaderTest {
  /** Solution: 1234 3412 2143 4321. */
  private static final SudokuQuestion QUESTION =
      new SudokuQuestion(new SudokuPuzzle("1234341221......"));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TERSE_.*")
  void aTraceOfOursHasTheGuessesAndRevertsThatItsSearchMade(SudokuStyle style) {
    int size = style == SudokuStyle.PLAIN ? 6 : 9;
    for (int number = 0; number < 15; number++) {
      SudokuPuzzle puzzle = RandomSudoku.minimal(Cases.random("sudoku-tree", number), size);
      Trace trace = SudokuTraces.write(puzzle, style, Guessing.USUAL);
      SearchTree tree = new SudokuQuestion(puzzle).tree(trace.text());
      long guesses = trace.text().lines().filter(line -> line.startsWith("guess")).count();

      assertThat(tree.written()).isEqualTo((int) (2 + guesses));
      assertThat(tree.count(Kind.DEAD_END)).isEqualTo(trace.mistakes());
      assertThat(tree.count(Kind.GOAL)).isEqualTo(1);
      assertThat(tree.count(Kind.ABANDONED)).isZero();
      assertThat(tree.mistaken()).isZero();
      assertThat(tree.nodes().get(tree.nodes().size() - 1).state())
          .isEqualTo(size * size + " filled");
      assertThat(tree.owners()).hasSize((int) trace.text().lines().count());
    }
  }

  @Test
  void guessesBranchAndRevertsGoBack() {
    SearchTree tree =
        tree(
            """
            guess: (2, 2) [3, 4] = 3
            (2, 2) = 3
            guess: (3, 3) [1, 2] = 2
            (3, 3) = 2
            nocand: (2, 3)
            revert: (2, 2) [3, 4] = none
            guess: (2, 2) [3, 4] = 4
            (2, 2) = 4
            (2, 3) = 3
            (3, 0) = 4
            (3, 1) = 3
            (3, 2) = 2
            (3, 3) = 1
            SOL_E
            """);
    assertThat(tree.nodes())
        .containsExactly(
            new Node(SearchTree.NONE, "", "10 filled", Kind.ROOT, Set.of()),
            new Node(0, "(2,2)=3", "11 filled", Kind.DEAD_END, Set.of(Mark.CLASH)),
            new Node(1, "(3,3)=2", "12 filled", Kind.ABANDONED, Set.of(Mark.CLASH)),
            new Node(0, "(2,2)=4", "16 filled", Kind.INNER, Set.of()),
            new Node(3, "solved", "16 filled", Kind.GOAL, Set.of()));
    int prompt = (int) QUESTION.prompt(TraceStyle.BACKTRACKING).lines().count();
    assertThat(tree.lines(1)).containsExactly(prompt, prompt + 1, prompt + 5);
    assertThat(tree.lines(4)).containsExactly(prompt + 13);
  }

  @Test
  void whatIsWrongIsMarked() {
    SearchTree tree =
        tree(
            """
            (2, 2) = 1
            revert: (3, 3) [1] = none
            guess: (7, 7) [1] = 1
            SOL_E
            (2, 3) = 3
            """);
    assertThat(tree.nodes().get(0).marks())
        .containsExactlyInAnyOrder(Mark.CLASH, Mark.UNKNOWN_NODE);
    assertThat(tree.nodes().get(1).kind()).isEqualTo(Kind.FALSE_GOAL);
    assertThat(tree.owners().get(tree.owners().size() - 1)).isEqualTo(SearchTree.NONE);
    SearchTree hopeful =
        tree(
            """
            invalid
            guess: (2, 2) [3, 4] = 4
            (2, 2) = 4
            revert: (2, 2) [3, 4] = none
            """);
    assertThat(hopeful.nodes())
        .extracting(Node::orderedMarks)
        .containsExactly(List.of(Mark.FALSE_DEAD_END), List.of(Mark.FALSE_DEAD_END));
  }

  @Test
  void anyTextHasATree() {
    for (int number = 0; number < 40; number++) {
      RandomStream random = Cases.random("sudoku-tree-damage", number);
      SudokuPuzzle puzzle = RandomSudoku.minimal(random, 4);
      String text = SudokuTraces.write(puzzle, SudokuStyle.NAIVE, Guessing.USUAL).text();
      StringBuilder damaged = new StringBuilder();
      for (String line : text.lines().toList()) {
        switch (random.nextInt(6)) {
          case 0 -> damaged.insert(0, line);
          case 1 -> damaged.append(line, 0, random.nextInt(line.length() + 1)).append("\n\n");
          case 2 -> damaged.append(line.replace('1', '9')).append('\n');
          default -> damaged.append(line).append('\n');
        }
      }
      SearchTree tree = new SudokuQuestion(puzzle).tree(damaged.toString());
      assertThat(tree.owners())
          .hasSize(new SudokuQuestion(puzzle).judge(damaged.toString()).size())
          .allMatch(owner -> owner < tree.nodes().size());
      IntStream.range(1, tree.nodes().size())
          .forEach(i -> assertThat(tree.nodes().get(i).parent()).isBetween(0, i - 1));
    }
    assertThat(QUESTION.tree("").nodes()).hasSize(1);
  }

  private static SearchTree tree(String completion) {
    return QUESTION.tree(QUESTION.prompt(TraceStyle.BACKTRACKING) + completion);
  }
}
