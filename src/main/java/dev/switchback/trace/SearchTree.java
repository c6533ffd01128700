package dev.switchback.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a text explored, as a tree. In CountDown a node is an operation that the text explores, in
 * Sudoku a guess; the first node is the problem itself. A node comes after its parent, and children
 * in the order in which they were written. Any text has a tree, wrong or not.
 *
 * @param nodes at most {@link #LARGEST}: those written first
 * @param owners for each line of the text, as {@link Question#judge} divides it, the node it is
 *     about, {@link #NONE} if it is about none that is kept
 * @param written all nodes that the text has, also those that are not kept
 */
public record SearchTree(List<Node> nodes, List<Integer> owners, int written) {
  /** The most nodes that are kept. */
  public static final int LARGEST = 2000;

  /** In place of a node where there is none. */
  public static final int NONE = -1;

  /** Copies the lists. */
  public SearchTree {
    nodes = List.copyOf(nodes);
    owners = List.copyOf(owners);
  }

  /**
   * A place of the search.
   *
   * @param parent its number in the tree, {@link #NONE} for the first node
   * @param move what led here from there, such as {@code 8-3=5} or {@code (0,2)=4}
   * @param state what is there: the numbers left, such as {@code 5, 8}, or {@code 57 filled} cells
   * @param kind of node
   * @param marks what is to be said about it, mistakes above all
   */
  public record Node(int parent, String move, String state, Kind kind, Set<Mark> marks) {
    /** Copies the marks. */
    public Node {
      marks = Set.copyOf(marks);
    }

    /** Whether something about the node is wrong. */
    public boolean isMistaken() {
      return marks.stream().anyMatch(Mark::isMistake);
    }

    /** The marks in their own order. */
    public List<Mark> orderedMarks() {
      return marks.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(marks));
    }
  }

  /** The kinds of nodes. */
  public enum Kind {
    /** Where a search begins: the problem, or a half of it. */
    ROOT,
    /** A node that the search went on from. */
    INNER,
    /** A node that the text finds hopeless, be that right or wrong. */
    DEAD_END,
    /** Where a solution ends that the strict rule accepts, or the accepted half of one. */
    GOAL,
    /** Where a solution is claimed that is none. */
    FALSE_GOAL,
    /** A node that the text leaves without a word and never goes on from. */
    ABANDONED
  }

  /** What is to be said about a node. */
  public enum Mark {
    /** The operation's result is wrong, or not allowed. */
    ARITHMETIC,
    /** The operation takes a number that is not in the state last written. */
    UNAVAILABLE_OPERAND,
    /** The numbers written for the node are not those that its operation leaves. */
    WRONG_NUMBERS,
    /** The digit does not fit: it clashes, its cell is filled, or there is no such cell. */
    CLASH,
    /** Called a dead end, but it is none. */
    FALSE_DEAD_END,
    /** The text goes to a node that was never written. */
    UNKNOWN_NODE,
    /** The text gives the node a name that another one has. */
    NAME_TAKEN,
    /** The line is no operation. */
    UNREADABLE,
    /** The same move from the same node was written before: no mistake, but wasted. */
    REPEATED;

    /** Whether the mark is about something wrong. */
    public boolean isMistake() {
      return this != REPEATED;
    }
  }

  /** The nodes of a kind. */
  public long count(Kind kind) {
    return nodes.stream().filter(node -> node.kind == kind).count();
  }

  /** The nodes about which something is wrong. */
  public long mistaken() {
    return nodes.stream().filter(Node::isMistaken).count();
  }

  /** The lines of the text that are about a node, from 0. */
  public List<Integer> lines(int node) {
    return IntStream.range(0, owners.size())
        .filter(line -> owners.get(line) == node)
        .boxed()
        .toList();
  }

  /** Takes down what a text explores while it is read. */
  public static final class Builder {
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
    public Builder(String state) {
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
}
