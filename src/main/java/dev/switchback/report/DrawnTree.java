package dev.switchback.report;

import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A search tree as the problem browser reads it: lists that run over the nodes.
 *
 * @param written nodes of the text, of which those in the lists are the first
 * @param parents of the nodes
 * @param moves that led to them
 * @param states reached
 * @param kinds a letter a node: the first of its {@link SearchTree.Kind}
 * @param marks by the node's number, of nodes that have any
 * @param owners the node that each line of the text is about
 */
public record DrawnTree(
    int written,
    List<Integer> parents,
    List<String> moves,
    List<String> states,
    String kinds,
    Map<Integer, List<Mark>> marks,
    List<Integer> owners) {

  /** The tree to draw. */
  static DrawnTree of(SearchTree tree) {
    StringBuilder kinds = new StringBuilder();
    Map<Integer, List<Mark>> marks = new TreeMap<>();
    for (int i = 0; i < tree.nodes().size(); i++) {
      Node node = tree.nodes().get(i);
      kinds.append(node.kind().name().charAt(0));
      if (!node.marks().isEmpty()) {
        marks.put(i, node.orderedMarks());
      }
    }
    return new DrawnTree(
        tree.written(),
        tree.nodes().stream().map(Node::parent).toList(),
        tree.nodes().stream().map(Node::move).toList(),
        tree.nodes().stream().map(Node::state).toList(),
        kinds.toString(),
        marks,
        tree.owners());
  }
}
