package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.search.BeamSearch;
import dev.switchback.family.countdown.search.DepthFirstSearch;
import dev.switchback.family.countdown.search.Distance.Heuristic;
import dev.switchback.family.countdown.search.SearchListener;
import dev.switchback.family.countdown.search.SearchPath;
import dev.switchback.family.countdown.search.StraightPlay;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Trace;
import java.util.List;

/**
 * Writes the solving of one problem after the other down, in the same memory. Not safe for use by
 * several threads; where single traces are wanted, {@link CountdownTraces} makes them.
 */
public final class TraceRecorder {
  private final ByteText text = new ByteText();
  private final SearchTraceWriter searchWriter = new SearchTraceWriter(text);
  private final DirectTraceWriter directWriter = new DirectTraceWriter(text);
  private final TerseTraceWriter terseWriter = new TerseTraceWriter(text);
  private final DepthFirstSearch search = new DepthFirstSearch();
  private final BeamTraceWriter beamWriter = new BeamTraceWriter(text);
  private final BeamSearch beamSearch = new BeamSearch();
  private final StraightPlay play = new StraightPlay();
  private final SolutionPlay solutionPlay = new SolutionPlay();

  /**
   * The problem's solving in the given style, as with the seed 0.
   *
   * @throws IllegalArgumentException if the style is direct and the problem has no solution
   */
  public Trace write(CountdownProblem problem, CountdownStyle style) {
    return write(problem, style, 0);
  }

  /**
   * The problem's solving in the given style: a function of the three.
   *
   * @param seed shuffles the children of a breadth-first search, together with the problem; without
   *     meaning for the other styles
   * @throws IllegalArgumentException if the style is direct and the problem has no solution
   */
  public Trace write(CountdownProblem problem, CountdownStyle style, long seed) {
    return switch (style) {
      case DIRECT -> solution(problem, solutionPlay.first(problem), false);
      case DFS_SUM, DFS_MULT -> depthFirst(problem, style.heuristic());
      case THINK -> think(problem);
      case TERSE_DIRECT -> solution(problem, solutionPlay.first(problem), true);
      case TERSE_DFS_SUM, TERSE_DFS_MULT -> terse(problem, style.heuristic());
      case TERSE_THINK -> terseThink(problem);
      case BFS_1_SUM,
          BFS_2_SUM,
          BFS_3_SUM,
          BFS_4_SUM,
          BFS_5_SUM,
          BFS_1_MULT,
          BFS_2_MULT,
          BFS_3_MULT,
          BFS_4_MULT,
          BFS_5_MULT ->
          breadthFirst(problem, style, seed);
    };
  }

  /** Legal operations, each equally likely, until one number is left, in the direct style. */
  public Trace randomPlay(CountdownProblem problem, RandomStream random) {
    directWriter.clear();
    boolean solved = play.play(problem, board -> random.nextInt(board.operations()), directWriter);
    return directWriter.trace(solved);
  }

  /** All solutions, each in the style direct or, if they are to be terse, terse-direct. */
  public List<Trace> solutions(CountdownProblem problem, boolean terse) {
    return solutionPlay.all(problem).stream()
        .map(steps -> solution(problem, steps, terse))
        .toList();
  }

  private Trace solution(CountdownProblem problem, List<Operation> steps, boolean terse) {
    if (terse) {
      terseWriter.clear();
      solutionPlay.play(problem, steps, terseWriter);
      return terseWriter.trace(true);
    }
    directWriter.clear();
    solutionPlay.play(problem, steps, directWriter);
    return directWriter.trace(true);
  }

  private Trace depthFirst(CountdownProblem problem, Heuristic heuristic) {
    searchWriter.clear();
    return searchWriter.trace(search.search(problem, heuristic, searchWriter));
  }

  private Trace think(CountdownProblem problem) {
    searchWriter.clear();
    return searchWriter.trace(search.searchWithOracle(problem, searchWriter));
  }

  private Trace terse(CountdownProblem problem, Heuristic heuristic) {
    terseWriter.clear();
    return terseWriter.trace(search.search(problem, heuristic, terseWriter));
  }

  private Trace terseThink(CountdownProblem problem) {
    terseWriter.clear();
    return terseWriter.trace(search.searchWithOracle(problem, terseWriter));
  }

  private Trace breadthFirst(CountdownProblem problem, CountdownStyle style, long seed) {
    beamWriter.clear();
    return beamWriter.trace(
        beamSearch.search(
            problem, style.heuristic(), style.beam(), childOrder(problem, seed), beamWriter));
  }

  /** The draws that shuffle children, from the seed, the target and the numbers in their order. */
  static RandomStream childOrder(CountdownProblem problem, long seed) {
    long[] indices = new long[problem.numbers().size() + 1];
    indices[0] = problem.target();
    for (int i = 1; i < indices.length; i++) {
      indices[i] = problem.numbers().get(i - 1);
    }
    return RandomStream.of(seed, "countdown-beam-order", indices);
  }

  /** Writes a depth-first search, or a solution, in the terse grammar while it happens. */
  private static final class TerseTraceWriter implements SearchListener {
    private final ByteText text;
    private int open;
    private int mistakes;
    private int nodes;

    TerseTraceWriter(ByteText text) {
      this.text = text;
    }

    /** Forgets what was written. */
    void clear() {
      text.clear();
      open = 0;
      mistakes = 0;
      nodes = 0;
    }

    /** What was written since the last {@link #clear()}. */
    Trace trace(boolean solved) {
      return new Trace(text.toString(), solved, mistakes, nodes);
    }

    /** The problem is the prompt; of all others it was told when they were generated. */
    @Override
    public void entered(SearchPath path) {
      if (path.depth() > 0) {
        return;
      }
      CountdownBoard board = path.board(0);
      text.append((long) path.target()).append(TerseText.TARGET_END).append(board.number(0));
      for (int i = 1; i < board.size(); i++) {
        text.append(TerseText.SEPARATOR).append(board.number(i));
      }
      text.append(TerseText.EXPANDED);
    }

    @Override
    public void explored(SearchPath path) {
      nodes++;
      int from = path.depth() - 1;
      TraceWriter.operation(text, path.board(from), path.operation(from));
    }

    @Override
    public void generated(SearchPath path) {
      open = path.depth();
      text.append(TerseText.EXPANDED);
    }

    @Override
    public void dismissed(SearchPath path) {
      text.append(TerseText.DEAD_END);
    }

    @Override
    public void judged(SearchPath path, boolean goal) {
      text.append(goal ? TerseText.GOAL : TerseText.DEAD_END);
      mistakes += goal ? 0 : 1;
    }

    /** Nothing is written if the search only left a leaf. */
    @Override
    public void returned(SearchPath path) {
      for (; open > path.depth(); open--) {
        text.append(TerseText.BACK);
      }
    }
  }

  /** Plays solutions of problems. Not safe for use by several threads. */
  static final class SolutionPlay {
    private final CountdownSolver solver = new CountdownSolver();
    private final StraightPlay play = new StraightPlay();

    /**
     * Plays a problem's first solution in lexicographic order.
     *
     * @throws IllegalArgumentException if it has none
     */
    void play(CountdownProblem problem, SearchListener listener) {
      play(problem, first(problem), listener);
    }

    /**
     * A problem's first solution in lexicographic order.
     *
     * @throws IllegalArgumentException if it has none
     */
    List<Operation> first(CountdownProblem problem) {
      List<Operation> steps = solver.firstSolution(problem);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot write a direct solution: the numbers "
                + problem.numbers()
                + " cannot make "
                + problem.target()
                + ", expected a problem with a solution");
      }
      return steps;
    }

    /** All solutions of a problem, in lexicographic order. */
    List<List<Operation>> all(CountdownProblem problem) {
      return solver.solutions(problem);
    }

    /** Plays a solution. */
    void play(CountdownProblem problem, List<Operation> steps, SearchListener listener) {
      int numbers = problem.numbers().size();
      play.play(problem, board -> find(steps.get(numbers - board.size()), board), listener);
    }

    private static int find(Operation step, CountdownBoard board) {
      int operation = 0;
      while (!board.operation(operation).equals(step)) {
        operation++;
      }
      return operation;
    }
  }
}
