package dev.switchback.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.StrictJson;
import java.io.Serializable;
import java.util.Locale;

/**
 * A row that was not taken.
 *
 * @param file its name
 * @param place where the row is in the file
 * @param reason in a sentence
 * @param text the row as it was, cut at {@value #LONGEST_TEXT} characters
 */
public record Rejected(String file, Place place, Flaw flaw, String reason, String text)
    implements Serializable {
  /** Characters of a row that are kept. */
  public static final int LONGEST_TEXT = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  public Rejected {
    text = text.length() <= LONGEST_TEXT ? text : beginning(text, LONGEST_TEXT);
  }

  /** The row as a JSON object in a line. */
  public String json() {
    ObjectNode object = JSON.createObjectNode();
    object.put("file", file).put("line", place.row());
    if (place.startsAtLine() > 0) {
      object.put("starts_at_line", place.startsAtLine());
    }
    object.put("flaw", flaw.key()).put("reason", reason).put("text", text);
    try {
      return StrictJson.withoutHalves(JSON.writeValueAsString(object));
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write a rejected row as JSON", unwritable);
    }
  }

  /** So many characters, or one less where the last would be half of a pair. */
  private static String beginning(String text, int length) {
    boolean half = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }

  /**
   * Where in its file a row is.
   *
   * @param row from 1: the line of a text, the row of a Parquet file, the element of a JSON array
   * @param startsAtLine the line in which an element of a JSON array begins, from 1; 0 for other
   *     rows
   */
  public record Place(long row, long startsAtLine) implements Serializable {

    public static Place line(long number) {
      return new Place(number, 0);
    }

    /** The place in words, for example {@code line 7}. */
    public String inWords() {
      return startsAtLine > 0
          ? "element " + row + ", which begins in line " + startsAtLine
          : "line " + row;
    }
  }

  /** Why a row is rejected. */
  public enum Flaw {
    /**
     * It cannot be read: it is not of the format, not UTF-8, or a field is missing or no number.
     */
    MALFORMED,
    /** It is longer than any row of the format. */
    TOO_LONG,
    /** What it states is no problem: too many numbers, or digits that clash. */
    NO_PROBLEM,
    /** The problem has no solution. */
    UNSOLVABLE,
    /** The puzzle has more than one solution. */
    SEVERAL_SOLUTIONS,
    /** The solution that is given is none. */
    WRONG_SOLUTION,
    /** The number of clues that is given is not that of the puzzle. */
    WRONG_CLUES;

    /** The name in files and messages. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Says why a row is not taken. Made for every bad row, so it carries no stack trace. */
  public static final class RejectedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;
    private static final int LONGEST_VALUE = 100;

    private final Flaw flaw;

    /**
     * Rejects a row.
     *
     * @param reason a sentence such as {@code Cannot take the puzzle: it has no solution, expected
     *     exactly one}
     */
    public RejectedRowException(Flaw flaw, String reason) {
      super(cut(reason, LONGEST), null, false, false);
      this.flaw = flaw;
    }

    public Flaw flaw() {
      return flaw;
    }

    /** A value as a reason shows it. */
    public static String shown(String value) {
      return cut(value, LONGEST_VALUE);
    }

    private static String cut(String text, int longest) {
      return text.length() <= longest ? text : beginning(text, longest) + "..";
    }
  }
}
