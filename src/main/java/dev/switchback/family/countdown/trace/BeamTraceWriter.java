package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.search.BeamListener;
import dev.switchback.family.countdown.search.BeamTree;
import dev.switchback.family.countdown.trace.TraceWriter.Phrases;
import dev.switchback.trace.ByteText;
import dev.switchback.trace.Trace;

/**
 * Writes a breadth-first search down while it happens. As in {@link TraceWriter}, what lines have
 * in common is copied within the text, here remembered for each node.
 */
final class BeamTraceWriter implements BeamListener {
  private final ByteText text;
  private final Extents names = new Extents();
  private final Extents numbers = new Extents();
  private final Extents operation = new Extents();
  private final Extents operations = new Extents();
  private int mistakes;
  private int nodes;

  BeamTraceWriter(ByteText text) {
    this.text = text;
  }

  /** Where a part stands in the text, for each node. */
  private static final class Extents {
    private final int[] from = new int[BeamTree.CAPACITY];
    private final int[] to = new int[BeamTree.CAPACITY];
  }

  /** Forgets what was written. */
  void clear() {
    text.clear();
    mistakes = 0;
    nodes = 0;
  }

  /** What was written since the last {@link #clear()}. */
  Trace trace(boolean solved) {
    return new Trace(text.toString(), solved, mistakes, nodes);
  }

  @Override
  public void moved(BeamTree tree, int node) {
    text.append(Phrases.MOVING);
    repeat(names, node);
    text.append('\n');
  }

  @Override
  public void entered(BeamTree tree, int node) {
    text.append(Phrases.STATE).append((long) tree.target()).append(':');
    if (node == 0) {
      numbers(tree, 0);
    } else {
      repeat(numbers, node);
    }
    text.append(Phrases.OPERATIONS);
    operations.from[node] = text.length();
    int parent = tree.parent(node);
    if (node > 0 && parent > 0) {
      repeat(operations, parent);
      text.append(Phrases.SEPARATOR);
    }
    if (node > 0) {
      text.append('\'');
      repeat(operation, node);
      text.append('\'');
    }
    operations.to[node] = text.length();
    text.append(Phrases.CLOSED);
  }

  @Override
  public void explored(BeamTree tree, int node) {
    nodes++;
    text.append(Phrases.EXPLORING);
    operation.from[node] = text.length();
    text.append(tree.left(node))
        .append(tree.operator(node).sign())
        .append(tree.right(node))
        .append('=')
        .append(tree.result(node));
    operation.to[node] = text.length();
    text.append(Phrases.RESULTING);
    numbers(tree, node);
    text.append('\n');
  }

  @Override
  public void generated(BeamTree tree, int node) {
    text.append(Phrases.GENERATED);
    name(tree, node);
    text.append(':').append(' ').append((long) tree.target()).append(':');
    repeat(numbers, node);
    text.append(Phrases.BY_OPERATION);
    repeat(operation, node);
    text.append('\n');
  }

  @Override
  public void judged(BeamTree tree, int node, boolean goal) {
    text.append(tree.result(node)).append(',').append((long) tree.target());
    text.append(goal ? Phrases.EQUAL : Phrases.UNEQUAL);
    mistakes += goal ? 0 : 1;
  }

  @Override
  public void exhausted() {
    text.append(Phrases.EXHAUSTED);
  }

  private void name(BeamTree tree, int node) {
    names.from[node] = text.length();
    int parent = tree.parent(node);
    if (parent == 0) {
      text.append('0');
    } else {
      repeat(names, parent);
    }
    text.append(',').append((long) tree.place(node));
    names.to[node] = text.length();
  }

  private void numbers(BeamTree tree, int node) {
    numbers.from[node] = text.length();
    text.append('[').append(tree.number(node, 0));
    for (int i = 1; i < tree.size(node); i++) {
      text.append(Phrases.SEPARATOR).append(tree.number(node, i));
    }
    text.append(']');
    numbers.to[node] = text.length();
  }

  private void repeat(Extents extents, int node) {
    text.repeat(extents.from[node], extents.to[node]);
  }
}
