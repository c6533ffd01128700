package dev.switchback.report.browser;

import dev.switchback.trace.Question;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.SearchTree.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A completion as the problem browser shows it.
 *
 * @param sample its number among those of the model and the problem
 * @param correct whether the strict verifier accepts it
 * @param error why it does not, null if it does
 * @param tokens generated
 * @param mistakes dead ends before the solution's end
 * @param cut whether it ended at the limit of tokens
 * @param text lines of prompt and completion, joined by newlines
 * @param judgments a letter a line: P prompt, R right, W wrong, D dead end, G goal, F false goal, A
 *     afterwards, a point for a line that is nothing of these
 * @param tree what it explored
 */
public record BrowsedCompletion(
    int sample,
    boolean correct,
    String error,
    int tokens,
    int mistakes,
    boolean cut,
    String text,
    String judgments,
    DrawnTree tree) {

  /**
   * What a completion is worth.
   *
   * @param error null if it is correct
   */
  public record Score(boolean correct, String error, int tokens, int mistakes, boolean cut) {}

  /**
   * Judges a completion line by line, for readers.
   *
   * @param text prompt and completion
   */
  public static BrowsedCompletion of(Question question, int sample, String text, Score score) {
    List<JudgedLine> lines = question.judge(text);
    return new BrowsedCompletion(
        sample,
        score.correct,
        score.error,
        score.tokens,
        score.mistakes,
        score.cut,
        lines.stream().map(JudgedLine::text).collect(Collectors.joining("\n")),
        lines.stream().map(line -> letter(line.judgment())).collect(Collectors.joining()),
        DrawnTree.of(question.tree(text)));
  }

  private static String letter(JudgedLine.Judgment judgment) {
    return judgment == JudgedLine.Judgment.PLAIN ? "." : judgment.name().substring(0, 1);
  }

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
  record DrawnTree(
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
}
