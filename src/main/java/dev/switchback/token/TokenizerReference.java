package dev.switchback.token;

import java.io.Serializable;

/** A tokenizer on its way to another process, where there is one of its kind already. */
record TokenizerReference(Kind kind) implements Serializable {
  enum Kind {
    COUNTDOWN,
    SUDOKU
  }

  private Object readResolve() {
    return switch (kind) {
      case COUNTDOWN -> Tokenizer.countdown();
      case SUDOKU -> Tokenizer.sudoku();
    };
  }
}
