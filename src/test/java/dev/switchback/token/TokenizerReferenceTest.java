package dev.switchback.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class TokenizerReferenceTest {
  @Test
  void aTokenizerIsTheSameOneAfterItWasSent() throws Exception {
    assertThat(sent(Tokenizer.countdown())).isSameAs(Tokenizer.countdown());
    assertThat(sent(Tokenizer.sudoku())).isSameAs(Tokenizer.sudoku());
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
