package dev.switchback.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.sudoku.token.SudokuTokenizer;
import dev.switchback.token.Tokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class TokenizersTest {
  @Test
  void aTokenizerIsTheSameOneAfterItWasSent() throws Exception {
    assertThat(sent(CountdownTokenizer.INSTANCE)).isSameAs(CountdownTokenizer.INSTANCE);
    assertThat(sent(SudokuTokenizer.INSTANCE)).isSameAs(SudokuTokenizer.INSTANCE);
  }

  private static Object sent(Tokenizer tokenizer) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tokenizer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
