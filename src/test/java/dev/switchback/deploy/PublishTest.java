package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of made-up runs, published. */
class PublishTest {
  @TempDir private Path folder;
  private Path runs;
  private Path site;

  @BeforeEach
  void findPython() throws Exception {
    assumeTrue(Command.isInstalled("python3"), "Python 3 is not installed: skipped");
    runs = folder.resolve("runs");
    site = folder.resolve("site");
  }

  @Test
  void theIndexListsTheNewestFirst() throws Exception {
    report("tiny-20261127", "terse solves 40% & direct <20%>", "2026-11-27T04:00:00Z");
    report("tiny-20261128", "direct solves more", "2026-11-28T05:30:00Z");

    assertThat(publish("tiny-20261128")).isEqualTo(new Command(0, ""));
    assertThat(publish("tiny-20261127")).isEqualTo(new Command(0, ""));

    String index = Files.readString(site.resolve("index.html"));
    assertThat(index)
        .containsSubsequence(
            "2026-11-28 05:30 UTC",
            "<a href=\"tiny-20261128/report.html\">",
            "A title",
            "direct solves more",
            "2026-11-27 04:00 UTC",
            "terse solves 40% &amp; direct &lt;20%&gt;")
        .doesNotContain("second finding");
    assertThat(site.resolve("tiny-20261127/tables/all.csv")).hasContent("a,b");
    assertThat(names())
        .doesNotContain("runs")
        .noneMatch(name -> name.matches(".*(unfinished|old)"));
  }

  @Test
  void aReportIsReplacedAsAWhole() throws Exception {
    report("tiny", "an older finding", "2026-11-27T04:00:00Z");
    publish("tiny");
    Files.delete(runs.resolve("tiny/report/tables/all.csv"));
    report("tiny", "a newer finding", "2026-11-28T04:00:00Z");
    Files.delete(runs.resolve("tiny/report/tables/all.csv"));

    assertThat(publish("tiny").exitCode()).isZero();

    assertThat(site.resolve("tiny/tables/all.csv")).doesNotExist();
    assertThat(site.resolve("index.html"))
        .content()
        .contains("a newer finding")
        .doesNotContain("an older finding");
  }

  @Test
  void whatIsUnfinishedStaysOut() throws Exception {
    report("tiny", "an older finding", "2026-11-27T04:00:00Z");
    publish("tiny");
    Files.delete(runs.resolve("tiny/report/_manifest.json"));

    assertThat(publish("tiny"))
        .isEqualTo(
            new Command(
                3,
                "Cannot publish: "
                    + runs
                    + "/tiny/report is no finished report, expected a _manifest.json in it; run"
                    + " `report` first\n"));
    assertThat(publish("../tiny").exitCode()).isEqualTo(2);
    assertThat(site.resolve("tiny/report.html")).exists();
    assertThat(names()).noneMatch(name -> name.endsWith("unfinished"));
  }

  /** Hadoop's command is one that copies. */
  @Test
  void hadoopFetchesWhatIsNotOnThisMachine() throws Exception {
    report("tiny", "from afar", "2026-11-27T04:00:00Z");
    Path hadoop = Files.createDirectories(folder.resolve("bin")).resolve("hadoop");
    Files.writeString(
        hadoop,
        "#!/bin/sh\n[ \"$1 $2\" = 'fs -get' ] && exec cp -r \""
            + folder
            + "/${3#hdfs://}\" \"$4\"");
    assertThat(hadoop.toFile().setExecutable(true)).isTrue();
    Map<String, String> path =
        Map.of("PATH", hadoop.getParent() + ":" + System.getenv().get("PATH"));

    Command published = publish(path, "hdfs:///runs", "tiny");

    assertThat(published).isEqualTo(new Command(0, ""));
    assertThat(site.resolve("index.html")).content().contains("from afar");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(site)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void report(String name, String finding, String written) throws IOException {
    Path report = Files.createDirectories(runs.resolve(name).resolve("report"));
    Files.createDirectories(report.resolve("tables"));
    Files.writeString(report.resolve("tables/all.csv"), "a,b");
    Files.writeString(report.resolve("report.html"), "<html>");
    Files.writeString(
        report.resolve("report.json"),
        """
        {"title": "A title", "answer": {"findings": [
          {"weight": "HEADLINE", "text": "%s"}, {"weight": "RESULT", "text": "second finding"}]}}
        """
            .formatted(finding));
    Path manifest = Files.writeString(report.resolve("_manifest.json"), "{}");
    Files.setLastModifiedTime(manifest, FileTime.from(Instant.parse(written)));
  }

  private Command publish(String name) throws Exception {
    return publish(Map.of(), runs.toString(), name);
  }

  private Command publish(Map<String, String> environment, String from, String name)
      throws Exception {
    return Command.run(
        environment,
        List.of(
            Path.of("jobs/schedules/publish").toAbsolutePath().toString(),
            from,
            name,
            site.toString()));
  }
}
