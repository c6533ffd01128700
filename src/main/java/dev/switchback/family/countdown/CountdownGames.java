package dev.switchback.family.countdown;

import dev.switchback.config.ProvidedSettings;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.family.Rules;
import dev.switchback.family.countdown.follow.WrongLine;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** What CountDown and stacked CountDown share: settings, splits, tokens, columns of a prompt. */
abstract class CountdownGames implements PuzzleFamily {

  @Override
  public final ProvidedSettings.Declaration settings() {
    return CountdownSettings.DECLARATION;
  }

  @Override
  public final List<Split> splits() {
    return List.of(Split.values());
  }

  @Override
  public final Tokenizer tokenizer() {
    return CountdownTokenizer.INSTANCE;
  }

  @Override
  public final StructType promptColumns() {
    return CountdownTable.PROMPT;
  }

  /**
   * What a report says of a game.
   *
   * @param solved when a text solves a problem
   * @param splits what problems of different splits do not share
   */
  static Rules rules(String solved, String splits) {
    return new Rules(
        solved,
        "a dead end that its text reaches before it first claims the goal",
        WrongLine.all(),
        "The verifier is strict. The paper’s accepts steps that use a number twice or leave one"
            + " out.",
        "Budgets count generated tokens up to the claim of the goal; the paper counts prompt"
            + " tokens as well, up to the end of the text.",
        splits);
  }
}
