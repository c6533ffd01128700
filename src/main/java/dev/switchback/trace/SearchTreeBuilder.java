package dev.switchback.trace;

import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes down what a text explores while it is read. */
public final class SearchTreeBuilder {
  private static final int LONGEST_LABEL = 80;

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();

  /** A node that may still change. */
  private static final class Draft {
    private final int parent;
    private final String move;
    private final Map<String, Integer> children = new HashMap<>();
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private String state;
    private Kind kind;

    private Draft(int parent, String move, String state) {
      this.parent = parent;
      this.move = move;
      this.state = state;
    }

    private Node node() {
      Kind known = kind != null ? kind : children.isEmpty() ? Kind.ABANDONED : Kind.INNER;
      return new Node(parent, move, state, known, marks);
    }
  }

  /**
   * Begins with the problem.
   *
   * @param state of it
   */
  public SearchTreeBuilder(String state) {
    drafts.add(new Draft(SearchTree.NONE, "", shortened(state)));
    kind(0, Kind.ROOT);
  }

  /**
   * Adds a node; one that repeats its parent's earlier child is marked.
   *
   * @return its number
   */
  public int add(int parent, String move, String state) {
    int node = drafts.size();
    Draft draft = new Draft(parent, shortened(move), shortened(state));
    if (drafts.get(parent).children.put(draft.move, node) != null) {
      draft.marks.add(Mark.REPEATED);
    }
    drafts.add(draft);
    return node;
  }

  /** The child of a node by a move, the latest if there are several. */
  public Optional<Integer> child(int parent, String move) {
    return Optional.ofNullable(drafts.get(parent).children.get(shortened(move)));
  }

  /** The parent of a node. */
  public int parent(int node) {
    return drafts.get(node).parent;
  }

  /** The move that led to a node. */
  public String move(int node) {
    return drafts.get(node).move;
  }

  /** The state of a node. */
  public String state(int node) {
    return drafts.get(node).state;
  }

  /** Sets the state of a node. */
  public void state(int node, String state) {
    drafts.get(node).state = shortened(state);
  }

  /** Sets what a node is; what is not set follows from whether it has children. */
  public void kind(int node, Kind kind) {
    drafts.get(node).kind = kind;
  }

  /** Says something about a node. */
  public void mark(int node, Mark mark) {
    drafts.get(node).marks.add(mark);
  }

  /** Says which node the next line of the text is about, {@link SearchTree#NONE} for none. */
  public void line(int node) {
    owners.add(node);
  }

  /** The tree. */
  public SearchTree build() {
    return new SearchTree(
        drafts.stream().limit(SearchTree.LARGEST).map(Draft::node).toList(),
        owners.stream()
            .map(owner -> owner < SearchTree.LARGEST ? owner : (Integer) SearchTree.NONE)
            .toList(),
        drafts.size());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 1) + "…";
  }
}
