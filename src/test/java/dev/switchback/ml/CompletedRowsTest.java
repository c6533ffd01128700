package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.sample.Decoder;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NativeEngine
class CompletedRowsTest {
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;
  private static final SamplingSettings SAMPLING =
      RecordBinder.ofText(
          SamplingSettings.class, "samples = 1, temperature = 0.7, max-tokens = 6, slots = 4");

  private final CausalLmModel model = ParamsTest.model();
  private CausalLmProgram program;
  private int opened;
  private int read;

  @BeforeEach
  void load() {
    EngineThread.prepare(1);
    program = new CausalLmProgram(model.architecture(), Precision.FLOAT32, Device.cpu());
  }

  @AfterEach
  void close() {
    program.close();
  }

  @Test
  void everyRowComesOnceWithItsOwnCompletion() {
    List<Row> rows = drain(completed(50, i -> i % 3 == 0 ? null : prompt(i)));
    assertThat(rows)
        .extracting(row -> row.getInt(0))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.isNullAt(2)).isEqualTo(row.getInt(0) % 3 == 0));
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void equalPromptsAreCompletedEqually() {
    List<Row> rows = drain(completed(12, i -> prompt(1)));
    assertThat(rows).extracting(row -> row.getString(2)).containsOnly(rows.get(0).getString(2));
    assertThat(drain(completed(12, CompletedRowsTest::prompt)))
        .extracting(row -> row.getString(2))
        .doesNotHaveDuplicates();
  }

  @Test
  void onlySomeRowsAreHeldWhileThePartitionIsRead() {
    Iterator<Row> rows = completed(5000, CompletedRowsTest::prompt);
    rows.next();
    assertThat(read).isLessThan(20);

    read = 0;
    Iterator<Row> sparse = completed(5000, i -> i % 2000 == 1999 ? prompt(i) : null);
    int most = 0;
    for (int taken = 0; sparse.hasNext(); taken++) {
      most = Math.max(most, read - taken);
      sparse.next();
    }
    assertThat(read).isEqualTo(5000);
    assertThat(most).isBetween(1000, 1100);
  }

  @Test
  void noModelIsLoadedWhereNothingIsAsked() {
    assertThat(drain(completed(0, CompletedRowsTest::prompt))).isEmpty();
    assertThat(drain(completed(3000, i -> null))).hasSize(3000);
    assertThat(opened).isZero();
  }

  @Test
  void afterTheLastRowThereIsNone() {
    Iterator<Row> rows = completed(1, CompletedRowsTest::prompt);
    rows.next();
    assertThat(rows.hasNext()).isFalse();
    assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
  }

  private static String prompt(int number) {
    return "Current State: " + number + ":[1, " + number + "], Operations: []\n";
  }

  private CompletedRows completed(int count, IntFunction<String> prompts) {
    Iterator<Row> rows =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  read++;
                  return RowFactory.create(i, prompts.apply(i));
                })
            .iterator();
    return new CompletedRows(rows, 1, false, this::open, TOKENIZER, 96);
  }

  private Decoder open() {
    opened++;
    return new Decoder(program, model.weights(), TOKENIZER, SAMPLING, 5);
  }

  private static List<Row> drain(Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    return all;
  }
}
