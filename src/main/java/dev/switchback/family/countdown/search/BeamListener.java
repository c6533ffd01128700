package dev.switchback.family.countdown.search;

/** Is told what a breadth-first search does, step by step. Nodes are those of the search's tree. */
public interface BeamListener {
  /** The search comes to a node that it has generated before; never told of the problem itself. */
  void moved(BeamTree tree, int node);

  /** The search looks at a node, which has more than one number. */
  void entered(BeamTree tree, int node);

  /** The search has tried the operation that makes a new node. */
  void explored(BeamTree tree, int node);

  /** The new node has more than one number and is kept for later. */
  void generated(BeamTree tree, int node);

  /** The new node has one number, the target or not; it is forgotten. */
  void judged(BeamTree tree, int node, boolean goal);

  /** No node is left to look at. */
  void exhausted();
}
