package dev.switchback.family.countdown.search;

/** Is told what a depth-first search does, step by step. */
public interface SearchListener {
  /**
   * The search looks at the path's last board, which has more than one number, for the first time.
   */
  void entered(SearchPath path);

  /** The search has tried the path's last operation. */
  void explored(SearchPath path);

  /** That operation has left more than one number: the path's last board is a new node. */
  void generated(SearchPath path);

  /**
   * That operation has left two numbers that cannot make the target, as the search knows without
   * looking: they are no new node.
   */
  void dismissed(SearchPath path);

  /** That operation has left one number, the target or not. */
  void judged(SearchPath path, boolean goal);

  /** The search is back at the path's last board and will try another operation there. */
  void returned(SearchPath path);
}
