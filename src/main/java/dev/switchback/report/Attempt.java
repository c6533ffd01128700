package dev.switchback.report;

import dev.switchback.trace.JudgedLine;
import dev.switchback.trace.JudgedLine.Judgment;
import dev.switchback.trace.Question;
import java.util.List;
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
public record Attempt(
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
  public static Attempt of(Question question, int sample, String text, Score score) {
    List<JudgedLine> lines = question.judge(text);
    return new Attempt(
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

  private static String letter(Judgment judgment) {
    return judgment == Judgment.PLAIN ? "." : judgment.name().substring(0, 1);
  }
}
