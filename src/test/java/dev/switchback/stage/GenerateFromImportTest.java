package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.countdown.importer.CountdownImports;
import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.sudoku.importer.SudokuImports;
import dev.switchback.family.sudoku.puzzle.SudokuGenerator;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.trace.SudokuVerifier;
import dev.switchback.importer.ImportFormat;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.transfer.Import;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class GenerateFromImportTest {
  private static final String EXPERIMENT =
      """
      name = taken
      seed = 5
      problems {
        numbers = 3, max-number = 20, min-target = 10, max-target = 40
        validation-share = 0.1, train = 1200, validation = 5000, unseen-target = 50
      }
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 1
        sampling { max-tokens = 100, problems = 10 }
      }
      """;

  private static final String SUDOKU =
      """
      name = taken
      problems {
        family = sudoku, train = 100, validation = 10, validation-share = 0.3
        sudoku { size = 4, min-clues = 7, max-clues = 7 }
      }
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 1
        sampling { max-tokens = 100, problems = 10 }
      }
      """;

  /** As many rows as make several shards, in files of which none ends where a shard does. */
  private static final int ROWS = 2700;

  private static SparkSession spark;
  @TempDir private static Path shared;
  private static List<CountdownProblem> rows;
  private static List<Split> splits;
  private static RunFolder finished;
  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session) throws IOException {
    spark = session;
    drawRows();
    writeCountdown(shared.resolve("data"), rows);
    importAll(CountdownImports.STREAM_OF_SEARCH, shared.resolve("data"), shared.resolve("import"));
    finished = generate(read(shared, EXPERIMENT));
  }

  /** The slow way: row after row, remembering all that were seen; it goes where it was drawn. */
  @Test
  void aSplitIsTheFirstDifferentProblemsThatWouldBeDrawnForIt() {
    Map<Split, Integer> expectedRows =
        Map.of(Split.TRAIN, 1200, Split.VALIDATION, 5000, Split.UNSEEN_TARGET, 50);
    for (Split split : Split.values()) {
      Set<String> seen = new HashSet<>();
      List<String> expected = new ArrayList<>();
      int repeated = 0;
      for (int i = 0; i < ROWS && expected.size() < expectedRows.get(split); i++) {
        CountdownProblem problem = rows.get(i);
        if (splits.get(i) != split) {
          continue;
        }
        if (seen.add(split == Split.TRAIN ? problem.exactKey() : problem.canonicalKey())) {
          expected.add(i + " " + problem.exactKey());
        } else {
          repeated++;
        }
      }
      assertThat(problems(finished, split))
          .extracting(row -> row.<Long>getAs("index") + " " + exactKey(row))
          .isEqualTo(expected);
      assertThat(facts(finished.problems(), "repeats_left_out").get(split.key()))
          .isEqualTo(repeated);
      assertThat(repeated).isPositive();
    }
  }

  @Test
  void rowsHaveAllThatDrawnProblemsHave() throws IOException {
    Row taken = problems(finished, Split.VALIDATION).get(0);
    Experiment drawing = read(folder, EXPERIMENT, "problems.from=\"\"", "problems.validation=10");
    RunFolder drawn = generate(drawing);

    assertThat(taken.schema()).isEqualTo(problems(drawn, Split.VALIDATION).get(0).schema());
    assertThat(taken.<String>getAs("problem_id"))
        .isEqualTo("countdown-validation-%010d".formatted(taken.<Long>getAs("index")));
    assertThat(taken.<Long>getAs("seed")).isEqualTo(5);
    assertThat(taken.<Long>getAs("solution_count")).isPositive();
    assertThat(taken.<Integer>getAs("dfs_sum_nodes")).isPositive();
    assertThat(
            spark.read().parquet(finished.traces() + "/style=direct/split=train").collectAsList())
        .hasSize(1200)
        .allMatch(row -> row.<Boolean>getAs("solved"));
  }

  @Test
  void theManifestStatesWhatBecameOfTheImport() {
    Map<?, ?> imported = facts(finished.problems(), "imported");
    int validation = problems(finished, Split.VALIDATION).size();

    assertThat(imported.get("rows")).isEqualTo(ROWS);
    assertThat(imported.get("filtered"))
        .isEqualTo(
            Map.of(
                "numbers", 100, "min-number .. max-number", 100, "min-target .. max-target", 100));
    assertThat(imported.get("of_split"))
        .isEqualTo(
            splits.stream()
                .filter(split -> split != null)
                .collect(Collectors.groupingBy(Split::key, Collectors.summingInt(split -> 1))));
    assertThat(imported.get("asked_for"))
        .isEqualTo(Map.of("train", 1200, "validation", 5000, "unseen-target", 50));
    assertThat(facts(finished.problems(), "rows"))
        .isEqualTo(Map.of("train", 1200, "validation", validation, "unseen-target", 50));
    assertThat(validation).isBetween(50, 300);
  }

  @Test
  void repeatsStayWhereTheyAreWanted() throws IOException {
    RunFolder run = generate(read(folder, EXPERIMENT, "problems.repeats=true"));

    assertThat(problems(run, Split.TRAIN))
        .extracting(row -> row.<Long>getAs("index").intValue())
        .isEqualTo(
            Stream.iterate(0, i -> i + 1)
                .limit(ROWS)
                .filter(i -> splits.get(i) == Split.TRAIN)
                .limit(1200)
                .toList());
    assertThat(problems(run, Split.VALIDATION)).isEqualTo(problems(finished, Split.VALIDATION));
  }

  @Test
  void aKilledRunAndOneOnASingleCoreEndWithTheSameBytes(LocalSpark.Sessions sessions)
      throws IOException {
    Map<String, ByteBuffer> whole = bytes(shared.resolve("taken"));
    assertThat(whole.keySet())
        .contains("problems/split=train/part-00001.parquet")
        .noneMatch(name -> name.contains("_drawn") || name.contains("_attempt"));
    spark = sessions.on(1);
    RunFolder run = generate(read(folder, EXPERIMENT));
    assertThat(bytes(folder.resolve("taken"))).isEqualTo(whole);

    Path root = Path.of(run.root().toUri());
    Files.move(root.resolve("problems/_manifest.json"), root.resolve("problems/_started.json"));
    Files.delete(root.resolve("traces/_manifest.json"));
    Files.delete(root.resolve("problems/split=train/part-00001.parquet"));
    Files.delete(root.resolve("problems/split=validation/part-00000.parquet"));
    generate(read(folder, EXPERIMENT));
    assertThat(bytes(folder.resolve("taken"))).isEqualTo(whole);
  }

  @Test
  void anotherImportIsNoticedAndTheSameElsewhereIsNot() throws IOException {
    Path data = writeCountdown(folder.resolve("data"), rows.subList(0, 400));
    Path import1 = folder.resolve("import-1");
    Path import2 = folder.resolve("import-2");
    importAll(CountdownImports.STREAM_OF_SEARCH, data, import1);
    importAll(CountdownImports.STREAM_OF_SEARCH, data, import2);
    generate(read(folder, EXPERIMENT, "problems.from=" + import1));
    Map<String, ByteBuffer> before = bytes(folder.resolve("taken"));

    generate(read(folder, EXPERIMENT, "problems.from=" + import2));
    assertThatThrownBy(() -> generate(read(folder, EXPERIMENT)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the content of imported problems");
    assertThatThrownBy(() -> generate(read(folder, EXPERIMENT, "problems.from=\"\"")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the content of imported problems");
    assertThat(bytes(folder.resolve("taken"))).isEqualTo(before);
  }

  @Test
  void whatCannotBeTakenIsTold() throws IOException {
    refused(InputException.class, "problems.from=" + folder.resolve("nowhere"))
        .hasMessageStartingWith(
            "Cannot read imported problems: file:" + folder + "/nowhere has no");
    refused(InputException.class, "problems.from=" + finished.problems())
        .hasMessageContaining("expected a folder that `import` made");
    refused(ConfigurationException.class, "problems.family=sudoku")
        .hasMessageContaining("it holds countdown problems, expected sudoku");
    refused(ConfigurationException.class, "problems.family=stacked-countdown", "problems.numbers=4")
        .hasMessageContaining("of which there are no imports");
    refused(ConfigurationException.class, "problems.numbers=5")
        .hasMessageContaining("none of its 2700 rows is for the train split, expected at least one")
        .hasMessageContaining("(left out 2700 by problems.numbers)");
    assertThat(folder.resolve("taken/problems")).doesNotExist();
  }

  @Test
  void anImportThatLacksAFileIsTold() throws IOException {
    Path data = writeCountdown(folder.resolve("data"), rows.subList(0, 400));
    Path imported = folder.resolve("import");
    importAll(CountdownImports.STREAM_OF_SEARCH, data, imported);
    Files.delete(imported.resolve("problems/part-00001-000.parquet"));

    refused(InputException.class, "problems.from=" + imported)
        .hasMessageContaining("rows, expected 400 as its manifest says");
  }

  @Test
  void puzzlesThatAreTheSameButForTheirLayoutStayInOneSplit() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int clues : new int[] {7, 8}) {
      Experiment experiment =
          read(folder, SUDOKU, "problems.sudoku.min-clues=" + clues, "problems.sudoku.max-clues=9");
      SudokuGenerator generator =
          new SudokuGenerator(
              experiment.problems().of(SudokuSettings.class), 0.5, experiment.seed());
      for (int i = 0; i < 100; i++) {
        lines.add(generator.problem(Split.TRAIN, i).givens());
        lines.add(generator.problem(Split.VALIDATION, i).givens());
      }
    }
    lines.add("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79");
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.write(data.resolve("a.txt"), lines.subList(0, 150));
    Files.write(data.resolve("b.txt"), lines.subList(150, lines.size()));
    importAll(SudokuImports.SUDOKU_LINES, data, folder.resolve("import"));

    RunFolder run = generate(read(folder, SUDOKU));

    Set<String> train = canonical(run, Split.TRAIN);
    assertThat(canonical(run, Split.VALIDATION)).hasSize(10).doesNotContainAnyElementsOf(train);
    assertThat(facts(run.problems(), "imported").get("filtered"))
        .isEqualTo(
            Map.of(
                "sudoku.size",
                1,
                "sudoku.min-clues .. max-clues",
                (int) lines.stream().filter(l -> l.length() == 16 && clues(l) != 7).count()));
    Map<Long, String> puzzles = new TreeMap<>();
    problems(run, Split.TRAIN).forEach(row -> puzzles.put(row.getAs("index"), row.getAs("puzzle")));
    assertThat(puzzles).hasSizeBetween(50, 100);
    puzzles.forEach((index, givens) -> assertThat(lines.get(index.intValue())).isEqualTo(givens));
    for (Row trace :
        spark.read().parquet(run.traces() + "/style=direct/split=train").collectAsList()) {
      String id = trace.getAs("problem_id");
      String givens = puzzles.get(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)));
      assertThat(
              SudokuVerifier.verify(new SudokuPuzzle(givens), trace.<String>getAs("text"))
                  .correct())
          .isTrue();
    }
    refused(
            SUDOKU,
            ConfigurationException.class,
            "problems.sudoku.size=9",
            "problems.sudoku.min-clues=0",
            "problems.sudoku.max-clues=0")
        .hasMessageContaining("400 by problems.sudoku.size");
  }

  private static long clues(String line) {
    return line.chars().filter(cell -> cell != '.').count();
  }

  private static Set<String> canonical(RunFolder run, Split split) {
    return problems(run, split).stream()
        .map(row -> new SudokuPuzzle(row.getAs("puzzle")).canonicalKey())
        .collect(Collectors.toSet());
  }

  /** Problems of all splits, each with the split that it is drawn for, and some that do not fit. */
  private static void drawRows() throws IOException {
    Experiment experiment = read(shared, EXPERIMENT);
    CountdownGenerator generator =
        new CountdownGenerator(
            experiment.problems().of(CountdownSettings.class),
            experiment.problems().validationShare(),
            experiment.seed());
    List<CountdownProblem> misfits =
        List.of(
            new CountdownProblem(List.of(20, 5), 25),
            new CountdownProblem(List.of(21, 2, 3), 26),
            new CountdownProblem(List.of(2, 3, 4), 9));
    rows = new ArrayList<>();
    splits = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      if (i % 9 == 0) {
        rows.add(misfits.get(i / 9 % 3));
        splits.add(null);
      } else {
        Split split =
            i % 9 == 1 ? Split.UNSEEN_TARGET : i % 9 == 2 ? Split.VALIDATION : Split.TRAIN;
        rows.add(generator.draw(split, i).orElseThrow());
        splits.add(split);
      }
    }
  }

  private static Path writeCountdown(Path data, List<CountdownProblem> problems)
      throws IOException {
    Files.createDirectories(data);
    int third = problems.size() / 3 - 7;
    for (int file = 0; file < 3; file++) {
      int end = file == 2 ? problems.size() : (file + 1) * third;
      List<String> lines = new ArrayList<>();
      for (CountdownProblem problem : problems.subList(file * third, end)) {
        lines.add("{\"nums\": " + problem.numbers() + ", \"target\": " + problem.target() + "}");
      }
      Files.write(data.resolve(file + ".jsonl"), lines);
    }
    return data;
  }

  private static void importAll(ImportFormat format, Path data, Path output) throws IOException {
    Import.Request request =
        new Import.Request(format, data.toString(), output.toString(), true, Overwrite.REFUSE);
    Import.run(() -> spark, new Configuration(), request);
  }

  private AbstractThrowableAssert<?, ?> refused(
      Class<? extends Exception> type, String... overrides) {
    return refused(EXPERIMENT, type, overrides);
  }

  private AbstractThrowableAssert<?, ?> refused(
      String text, Class<? extends Exception> type, String... overrides) {
    return assertThatThrownBy(() -> generate(read(folder, text, overrides))).isInstanceOf(type);
  }

  private static Experiment read(Path folder, String text, String... overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("taken.conf"), text);
    Path own = folder.resolve("import");
    List<String> all = new ArrayList<>();
    all.add("problems.from=" + (Files.exists(own) ? own : shared.resolve("import")));
    all.addAll(List.of(overrides));
    all.add("runs=" + folder);
    return ExperimentFile.read(file, all);
  }

  private static RunFolder generate(Experiment experiment) throws IOException {
    RunFolder run = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
    return run;
  }

  private static List<Row> problems(RunFolder run, Split split) {
    return spark
        .read()
        .parquet(run.problems() + "/split=" + split.key())
        .orderBy("index")
        .collectAsList();
  }

  private static String exactKey(Row row) {
    List<Integer> numbers = row.getList(row.fieldIndex("numbers"));
    return new CountdownProblem(numbers, row.getAs("target")).exactKey();
  }

  private static Map<?, ?> facts(org.apache.hadoop.fs.Path table, String name) {
    return (Map<?, ?>) Manifest.read(finished.files(), table).orElseThrow().facts().get(name);
  }

  private static Map<String, ByteBuffer> bytes(Path root) throws IOException {
    Map<String, ByteBuffer> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(root.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return bytes;
  }
}
