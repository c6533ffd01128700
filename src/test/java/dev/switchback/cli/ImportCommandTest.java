package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.tier.StartsSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@StartsSpark
class ImportCommandTest {
  private static final String PUZZLE =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";

  @TempDir private Path folder;

  @Test
  void countsAndReasonsAreTold() throws IOException {
    Files.writeString(folder.resolve("a.txt"), PUZZLE + "\n# more\n" + PUZZLE + "5\n");

    Program done = run("sudoku-lines", folder.resolve("a.txt").toString());
    Program strict = run("sudoku-lines", folder.resolve("a.txt").toString(), "--strict");
    Files.delete(folder.resolve("out/_manifest.json"));
    Program damaged = run("tinyzero", folder.resolve("a.txt").toString());

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .isEqualTo(
            """
            read     3
            taken    1
            skipped  1
            rejected 1
              no-problem 1
            reasons: file:%1$s/out/rejected
            problems: file:%1$s/out/problems
            """
                .formatted(folder));
    assertThat(strict.exitCode()).isEqualTo(3);
    assertThat(strict.out()).isEmpty();
    assertThat(strict.err())
        .contains(": 1 of 3 rows are rejected, the first one is line 3 of a.txt: Cannot make");
    assertThat(damaged.exitCode()).isEqualTo(3);
    assertThat(damaged.err().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("Cannot read file:" + folder + "/a.txt: ")
        .contains("is not a Parquet file");
  }

  @Test
  void aRunTakesItsProblemsFromAnImport() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), sums());
    Path experiment =
        Files.writeString(
            TinyExperiment.write(folder),
            "problems { from = \"%s/out\", unseen-target = 0 }%n".formatted(folder),
            StandardOpenOption.APPEND);
    run("stream-of-search", folder.resolve("a.jsonl").toString());

    String[] generate = {
      "generate", experiment.toString(), "--set", "runs=" + folder, "--master", "local[1]"
    };
    Program done = Program.run(generate);
    Program other =
        Program.run(
            "--set",
            "problems.family=sudoku",
            "--set",
            "models.backtracking.searches=[]",
            "generate",
            experiment.toString(),
            "--set",
            "runs=" + folder + "/other");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).startsWith("generate: done in ");
    assertThat(Files.readString(folder.resolve("tiny/problems/_manifest.json")))
        .contains("\"imported problems\" : \"", "\"rows\" : 81");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("it holds countdown problems, expected sudoku");
  }

  /** Nine and any two numbers up to nine, to be added up. */
  private static String sums() {
    StringBuilder lines = new StringBuilder();
    for (int second = 1; second <= 9; second++) {
      for (int third = 1; third <= 9; third++) {
        int target = 9 + second + third;
        lines.append("{\"nums\": [9, %d, %d], ".formatted(second, third));
        lines.append("\"target\": %d}\n".formatted(target));
      }
    }
    return lines.toString();
  }

  @Test
  void anUnknownFormatIsAnsweredWithTheFormatsThereAre() {
    Program wrong = run("sudoku-csv", "nowhere");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            "Cannot find a format: sudoku-csv, expected one of [stream-of-search, tinyzero,"
                + " countdown-csv, kaggle-sudoku, sudoku-lines, sudoku-json, sudoku-parquet]");
  }

  @Test
  void aMissingFileIsNamedBeforeAnyWork() {
    Program wrong = run("kaggle-sudoku", folder + "/nowhere");
    Program unreachable = run("kaggle-sudoku", "nofs://a/b");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .startsWith(
            "Cannot import " + folder + "/nowhere: there is no file to read, expected a file")
        .hasLineCount(1);
    assertThat(unreachable.exitCode()).isEqualTo(3);
    assertThat(unreachable.err()).startsWith("Cannot reach nofs://a/b: ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private Program run(String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "import";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--output";
    all[arguments.length + 2] = folder + "/out";
    all[arguments.length + 3] = "--master";
    all[arguments.length + 4] = "local[1]";
    return Program.run(all);
  }
}
