package dev.switchback.puzzle;

import java.io.Serializable;

/** A problem of any family: an immutable value. */
public interface Puzzle extends Serializable {

  /** A text that two problems share exactly if they are the same, to the last detail. */
  String exactKey();

  /** A text that two problems share exactly if they differ in nothing that matters. */
  String canonicalKey();
}
