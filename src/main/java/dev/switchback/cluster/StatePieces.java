package dev.switchback.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.switchback.model.Weights;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A training state cut into numbered pieces, so that every executor averages its share of them and
 * no value that is sent has the size of a model.
 */
final class StatePieces {
  /** Values of a piece at most: one megabyte. */
  static final int LONGEST = 1 << 18;

  /** Pieces that a task may give back: together they are what Spark can send at once. */
  private static final int PIECES_OF_A_TASK = 256;

  private StatePieces() {}

  /**
   * Tasks that join pieces of workers: every worker's executor takes part, and none gives back more
   * than Spark can send at once.
   */
  static int tasks(List<Weights> parts, int workers) {
    return Math.max(workers, 1 + count(parts) / PIECES_OF_A_TASK);
  }

  /**
   * A worker's values of one piece, serialized by Java also where an application has chosen Kryo.
   *
   * @param number of the piece, from 0
   * @param worker whose values they are
   * @param values at most {@link #LONGEST}
   */
  @DefaultSerializer(JavaSerializer.class)
  record Piece(int number, int worker, float[] values) implements Serializable {}

  /** How many pieces parts are cut into. */
  static int count(List<Weights> parts) {
    int count = 0;
    for (Weights part : parts) {
      for (int i = 0; i < part.count(); i++) {
        count += (part.values(i).length + LONGEST - 1) / LONGEST;
      }
    }
    return count;
  }

  /** All arrays, one after the other, in pieces. */
  static List<Piece> cut(int worker, List<Weights> parts) {
    List<Piece> pieces = new ArrayList<>();
    for (Weights part : parts) {
      for (int i = 0; i < part.count(); i++) {
        float[] values = part.values(i);
        for (int start = 0; start < values.length; start += LONGEST) {
          int end = Math.min(start + LONGEST, values.length);
          pieces.add(new Piece(pieces.size(), worker, Arrays.copyOfRange(values, start, end)));
        }
      }
    }
    return pieces;
  }

  /**
   * The mean of one piece over workers. Values are added in the order of the workers, in whatever
   * order they arrive, so that the same bits come out; the mean of one worker is its own value.
   */
  static Piece mean(Iterable<Piece> pieces) {
    return joined(pieces, true);
  }

  /** The sum of one piece over workers, in the same way. */
  static Piece sum(Iterable<Piece> pieces) {
    return joined(pieces, false);
  }

  private static Piece joined(Iterable<Piece> pieces, boolean mean) {
    List<Piece> ordered = new ArrayList<>();
    pieces.forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(Piece::worker));
    double[] sums = widened(ordered.get(0).values());
    for (Piece piece : ordered.subList(1, ordered.size())) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += piece.values()[i];
      }
    }
    int divisor = mean ? ordered.size() : 1;
    float[] joined = new float[sums.length];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = (float) (sums[i] / divisor);
    }
    return new Piece(ordered.get(0).number(), 0, joined);
  }

  /**
   * Puts pieces together again.
   *
   * @param pieces every piece once, in any order
   * @param like parts of the shapes that were cut
   */
  static List<Weights> join(List<Piece> pieces, List<Weights> like) {
    List<Piece> ordered = new ArrayList<>(pieces);
    ordered.sort(Comparator.comparingInt(Piece::number));
    List<Weights> parts = new ArrayList<>();
    int next = 0;
    for (Weights shape : like) {
      Weights part = shape.zeros();
      for (int i = 0; i < part.count(); i++) {
        float[] values = part.values(i);
        for (int start = 0; start < values.length; start += LONGEST) {
          float[] piece = ordered.get(next++).values();
          System.arraycopy(piece, 0, values, start, piece.length);
        }
      }
      parts.add(part);
    }
    return parts;
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }
}
