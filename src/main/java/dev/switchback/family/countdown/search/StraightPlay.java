package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import java.util.function.ToIntFunction;

/** A game played to its end without looking back. Not safe for use by several threads. */
public final class StraightPlay {
  private final SearchPath path = new SearchPath();

  /**
   * Plays and returns whether the last number is the target.
   *
   * @param choice picks one of the operations that the board lists
   */
  public boolean play(
      CountdownProblem problem, ToIntFunction<CountdownBoard> choice, SearchListener listener) {
    path.begin(problem);
    listener.entered(path);
    while (true) {
      CountdownBoard board = path.board(path.depth());
      board.list();
      path.descend(choice.applyAsInt(board), 0);
      listener.explored(path);
      CountdownBoard next = path.board(path.depth());
      if (next.size() == 1) {
        boolean goal = next.number(0) == path.target();
        listener.judged(path, goal);
        return goal;
      }
      listener.generated(path);
      listener.entered(path);
    }
  }
}
