package dev.switchback.bench;

import ai.djl.Device;
import dev.switchback.cluster.EngineThread;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.family.Family;
import dev.switchback.ml.CausalLmModel;
import dev.switchback.ml.LoadedModel;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;
import dev.switchback.run.RunFolder;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import dev.switchback.trace.TraceStyle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Completions of a trained model, on one core: by the decoder alone, through Spark to Parquet, and
 * how many change with the batch they are drawn in.
 */
public final class ModelBench {
  private static final int TIMED = 8192;
  private static final int REPEATED = 512;
  private static final int[] BATCHES = {1, 7, 256};

  private final Experiment experiment;
  private final String name;
  private final String folder;
  private final LoadedModel model;
  private final PrintStream out;
  private final List<String> prompts;

  private ModelBench(Experiment experiment, RunFolder run, String name, PrintStream out) {
    this.experiment = experiment;
    this.name = name;
    this.out = out;
    folder = run.model(experiment.training(name)).toString();
    model = LoadedModel.of(run.model(experiment.training(name)), new Configuration());
    prompts = prompts();
  }

  /**
   * Measures and prints.
   *
   * @param name of a model of the experiment whose training is finished
   */
  public static void run(Experiment experiment, RunFolder run, String name, PrintStream out)
      throws IOException {
    EngineThread.prepare(1);
    ModelBench bench = new ModelBench(experiment, run, name, out);
    bench.timed();
    bench.repeated();
  }

  /** Problems of the family, drawn by another seed than the run's. */
  private List<String> prompts() {
    Family family = Family.of(experiment.problems(), experiment.seed() + 1);
    LongFunction<Row> draws = family.draws(Split.TRAIN);
    List<String> texts = new ArrayList<>();
    for (long index = 0; texts.size() < TIMED; index++) {
      Row row = draws.apply(index);
      if (!row.isNullAt(0)) {
        texts.add(
            family
                .question(NamedRow.of(row, family.problemSchema()))
                .prompt(TraceStyle.BACKTRACKING));
      }
    }
    return texts;
  }

  private void timed() throws IOException {
    SamplingSettings settings = settings(256, Precision.FLOAT32);
    try (SparkSession spark = session();
        CausalLmProgram program = program(Precision.FLOAT32);
        Decoder decoder = decoder(program, settings)) {
      List<Completion> warm = complete(decoder, TIMED);
      bySpark(spark, settings);
      long started = System.nanoTime();
      complete(decoder, TIMED);
      double alone = seconds(started);
      started = System.nanoTime();
      bySpark(spark, settings);
      double through = seconds(started);
      long tokens = warm.stream().mapToLong(completion -> completion.tokens().length).sum();
      line(
          "%,d completions of %s, %,d tokens, float32, 256 slots, one core: %,.0f tokens/s,"
              + " through Spark to Parquet %,.0f, %.2f of it",
          TIMED, name, tokens, tokens / alone, tokens / through, alone / through);
    }
  }

  private void bySpark(SparkSession spark, SamplingSettings settings) throws IOException {
    Path target = Files.createTempDirectory("completions");
    Dataset<Row> rows = spark.createDataset(prompts, Encoders.STRING()).toDF("prompt").coalesce(1);
    CausalLmModel.ofFolder(folder)
        .setMaxTokens(settings.maxTokens())
        .setTemperature(settings.temperature())
        .setSlots(settings.slots())
        .transform(rows)
        .write()
        .mode("overwrite")
        .parquet(target.toString());
    FileUtils.deleteDirectory(target.toFile());
  }

  private void repeated() {
    for (Precision precision : Precision.values()) {
      List<List<Completion>> drawn =
          Arrays.stream(BATCHES).mapToObj(slots -> drawn(precision, slots)).toList();
      List<Completion> most = drawn.get(BATCHES.length - 1);
      long tokens = most.stream().mapToLong(completion -> completion.tokens().length).sum();
      for (int i = 0; i < BATCHES.length - 1; i++) {
        line(
            "%s: %d of %d completions (%,d tokens) in batches of %d are other than in batches of"
                + " 256",
            precision.name().toLowerCase(Locale.ROOT),
            different(drawn.get(i), most),
            REPEATED,
            tokens,
            BATCHES[i]);
      }
    }
  }

  private List<Completion> drawn(Precision precision, int slots) {
    try (CausalLmProgram program = program(precision);
        Decoder decoder = decoder(program, settings(slots, precision))) {
      return complete(decoder, REPEATED);
    }
  }

  private static long different(List<Completion> some, List<Completion> others) {
    return IntStream.range(0, some.size())
        .filter(i -> !Arrays.equals(some.get(i).tokens(), others.get(i).tokens()))
        .count();
  }

  /** In the order of the prompts, which are drawn as Spark ML draws them. */
  private List<Completion> complete(Decoder decoder, int count) {
    Completion[] completions = new Completion[count];
    decoder
        .complete(IntStream.range(0, count).mapToObj(this::prompt).iterator())
        .forEachRemaining(completion -> completions[completion.prompt().problem()] = completion);
    return List.of(completions);
  }

  private Prompt prompt(int i) {
    int[] tokens = model.tokenizer().startedWith(prompts.get(i));
    long[] numbers = Arrays.stream(tokens).asLongStream().toArray();
    return new Prompt(i, RandomStream.hash(0, "prompt", numbers), 0, tokens);
  }

  private CausalLmProgram program(Precision precision) {
    return new CausalLmProgram(model.weights().architecture(), precision, Device.cpu());
  }

  private Decoder decoder(CausalLmProgram program, SamplingSettings settings) {
    return new Decoder(program, model.weights(), model.tokenizer(), settings, experiment.seed());
  }

  /** As the model is sampled, at temperature 1 where that is greedy. */
  private SamplingSettings settings(int slots, Precision precision) {
    SamplingSettings own = experiment.models().get(name).sampling();
    return new SamplingSettings(
        1,
        own.temperature() == 0 ? 1 : own.temperature(),
        own.topK(),
        own.topP(),
        own.maxTokens(),
        slots,
        0,
        own.split(),
        precision.name().toLowerCase(Locale.ROOT),
        false);
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .appName("switchback bench model")
        .master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
