package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A terse text. It says which operations are explored, in which order, and where from; what the
 * full grammar says besides ({@link Grammar}) follows from that. It has no spaces and no line ends,
 * and each character is a token.
 *
 * <pre>
 * 72:86,24,38[86-24=62[62-38=24#38+62=100#]86-38=48[24+48=72.
 *
 * text       target : number , number .. [ then any of these
 * operation  as it is explored, from the numbers at hand
 * [          the node just explored is expanded: what follows is explored from there
 * #          it is hopeless: one number that is not the target, or, by an oracle, two numbers
 * ]          back to the node from which the present one was explored
 * .          it has one number, the target: the goal is reached
 * </pre>
 *
 * <p>The marks are signs that the full grammar has as well, so that both have one vocabulary.
 *
 * <p>Any text at all can be cut into pieces; what is no mark is taken for an operation, whether it
 * can be read or not.
 *
 * @param problem that it states, empty if its beginning states none
 * @param numbers how many numbers it states, whether they are a problem's or not
 * @param pieces what follows the prompt
 */
record TerseText(Optional<CountdownProblem> problem, int numbers, List<Piece> pieces) {
  static final char TARGET_END = ':';
  static final char SEPARATOR = ',';
  static final char EXPANDED = '[';
  static final char DEAD_END = '#';
  static final char BACK = ']';
  static final char GOAL = '.';

  /** What every terse trace of a problem begins with: the problem, expanded. */
  static String prompt(CountdownProblem problem) {
    return problem.numbers().stream()
        .map(String::valueOf)
        .collect(
            Collectors.joining(
                String.valueOf(SEPARATOR),
                String.valueOf(problem.target()) + TARGET_END,
                String.valueOf(EXPANDED)));
  }

  /** Whether a text is to be read by this grammar: it begins with a number and a colon. */
  static boolean isOf(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > 0 && at < text.length() && text.charAt(at) == TARGET_END;
  }

  /**
   * A part of a text.
   *
   * @param kind of the part
   * @param from the offset of its first character
   * @param end the offset just after it
   * @param operation that it is, empty if it cannot be read or is none
   */
  record Piece(Kind kind, int from, int end, Optional<Operation> operation) {
    /** Whether it is a mark and no operation. */
    boolean isMark() {
      return kind != Kind.OPERATION;
    }
  }

  /** The kinds of pieces, as {@link TerseText} describes them. */
  enum Kind {
    OPERATION,
    EXPANDED,
    DEAD_END,
    BACK,
    GOAL
  }

  /** Cuts a text that begins as terse ones do. */
  static TerseText of(String text) {
    Optional<LineParser.TersePrompt> prompt = LineParser.tersePrompt(text);
    List<Piece> pieces = new ArrayList<>();
    int at = promptEnd(text);
    while (at < text.length()) {
      Kind mark = mark(text.charAt(at));
      int end = mark == null ? endOfOperation(text, at) : at + 1;
      String piece = text.substring(at, end).strip();
      if (mark != null) {
        pieces.add(new Piece(mark, at, end, Optional.empty()));
      } else if (!piece.isEmpty()) {
        pieces.add(new Piece(Kind.OPERATION, at, end, LineParser.operation(piece)));
      }
      at = end;
    }
    return new TerseText(
        prompt.flatMap(LineParser.TersePrompt::problem),
        prompt.map(stated -> stated.numbers().size()).orElse(0),
        pieces);
  }

  /** The offset just after the problem: the first mark, whatever stands before it. */
  static int promptEnd(String text) {
    int end = endOfOperation(text, 0);
    return Math.min(end + 1, text.length());
  }

  /** How many operations it explores, whether they can be read or not. */
  int explored() {
    return Math.toIntExact(pieces.stream().filter(piece -> !piece.isMark()).count());
  }

  /** The first operation that it explores, empty if it cannot be read or there is none. */
  Optional<Operation> first() {
    return pieces.stream().filter(piece -> !piece.isMark()).findFirst().flatMap(Piece::operation);
  }

  /**
   * What it says up to its first claim. The steps are the operations of the nodes that are open
   * there and the last one explored; they are not known if one cannot be read, or if marks before
   * the claim do not fit together: a node is expanded, called hopeless or the goal that was not
   * just explored, or it goes back from the problem itself.
   */
  Answer answer() {
    List<Optional<Operation>> steps = new ArrayList<>();
    boolean fresh = false;
    boolean broken = false;
    int mistakes = 0;
    for (Piece piece : pieces) {
      switch (piece.kind()) {
        case OPERATION -> steps.add(piece.operation());
        case EXPANDED -> broken |= !fresh;
        case DEAD_END -> {
          mistakes += steps.size() + (fresh ? 0 : 1) >= numbers - 1 ? 1 : 0;
          broken |= !fresh;
          removeLast(steps, fresh);
        }
        case BACK -> {
          removeLast(steps, fresh);
          broken |= steps.isEmpty();
          removeLast(steps, true);
        }
        case GOAL -> {
          boolean told = fresh && !broken && steps.stream().allMatch(Optional::isPresent);
          return new Answer(
              told
                  ? Optional.of(steps.stream().flatMap(Optional::stream).toList())
                  : Optional.empty(),
              problem.map(own -> List.of((long) own.target(), (long) own.target())),
              piece.end(),
              mistakes);
        }
      }
      fresh = piece.kind() == Kind.OPERATION;
    }
    return new Answer(Optional.empty(), Optional.empty(), -1, mistakes);
  }

  private static void removeLast(List<?> steps, boolean present) {
    if (present && !steps.isEmpty()) {
      steps.remove(steps.size() - 1);
    }
  }

  private static int endOfOperation(String text, int from) {
    int end = from;
    while (end < text.length() && mark(text.charAt(end)) == null) {
      end++;
    }
    return end;
  }

  private static Kind mark(char character) {
    return switch (character) {
      case EXPANDED -> Kind.EXPANDED;
      case DEAD_END -> Kind.DEAD_END;
      case BACK -> Kind.BACK;
      case GOAL -> Kind.GOAL;
      default -> null;
    };
  }
}
