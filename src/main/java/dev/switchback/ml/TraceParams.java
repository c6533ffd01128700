package dev.switchback.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/**
 * What the model learns from.
 *
 * @param <T> the owner, which setters return
 */
public interface TraceParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Param<String> inputCol;
    private final Param<String> tokenizer;

    Held(Params owner) {
      inputCol =
          new Param<>(
              owner,
              "inputCol",
              "Column of traces: strings, or binaries with a byte for each token, from START to END,"
                  + " as the table traces/ has them.");
      tokenizer =
          new Param<>(
              owner,
              "tokenizer",
              "What turns texts into tokens: "
                  + String.join(" or ", TokenizerName.keys())
                  + ", for the puzzles of that name.",
              ParamValidators.inArray(TokenizerName.keys()));
      owner.setDefault(inputCol, "text");
      owner.setDefault(tokenizer, TokenizerName.COUNTDOWN.key());
    }
  }

  /** Where they are held. */
  Held traceParams();

  /** A string or binary column. */
  default Param<String> inputCol() {
    return traceParams().inputCol;
  }

  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  default T setInputCol(String value) {
    return Owner.set(this, inputCol(), value);
  }

  /** A name of {@link TokenizerName}. */
  default Param<String> tokenizer() {
    return traceParams().tokenizer;
  }

  default String getTokenizer() {
    return getOrDefault(tokenizer());
  }

  default T setTokenizer(String value) {
    return Owner.set(this, tokenizer(), value);
  }
}
