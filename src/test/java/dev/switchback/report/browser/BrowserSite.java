package dev.switchback.report.browser;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.random.RandomStream;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.PlayerStyle.Role;
import dev.switchback.report.page.Site;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A problem browser of a run that nobody made: backtracking writes what a search writes, direct
 * plays at random, with hostile text in between.
 */
final class BrowserSite {
  static final int PROBLEMS = 40;
  static final int ANSWERS = 5;
  static final String HOSTILE = "</script><script>alert(1)</script><!-- \u2028 {{data}} <b>&amp;";
  static final List<PlayerStyle> MODELS =
      List.of(
          new PlayerStyle("backtracking", "backtracking", Role.MODEL, 0),
          new PlayerStyle("direct", "direct", Role.MODEL, 1));

  private BrowserSite() {}

  static CountdownProblem problem(int number) {
    RandomStream random = RandomStream.of(5, "browser-site", number);
    List<Integer> numbers =
        IntStream.range(0, number % 5 == 4 ? 4 : 3).mapToObj(i -> 1 + random.nextInt(12)).toList();
    return new CountdownProblem(numbers, 10 + random.nextInt(20));
  }

  static String id(int number) {
    return "countdown-validation-%010d".formatted(number);
  }

  static BrowsedCompletion search(int number) {
    Trace trace = CountdownTraces.write(problem(number), CountdownStyle.DFS_SUM);
    return completion(number, 0, trace.text());
  }

  static BrowsedCompletion answer(int number, int sample) {
    RandomStream random = RandomStream.of(6, "browser-site", number, sample);
    String text = CountdownTraces.randomPlay(problem(number), random).text();
    return completion(number, sample, sample == 4 ? text.replaceFirst("\n", "\n" + HOSTILE) : text);
  }

  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("browser"));
    Site site = new Site("Synthetic", List.of(BrowserFiles.LINK));
    Files.writeString(folder.resolve(BrowserFiles.INDEX), BrowserFiles.index(index()));
    for (int chunk = 0; chunk * BrowserFiles.CHUNK < PROBLEMS; chunk++) {
      List<List<List<String>>> problems = new ArrayList<>();
      int to = Math.min(PROBLEMS, (chunk + 1) * BrowserFiles.CHUNK);
      for (int number = chunk * BrowserFiles.CHUNK; number < to; number++) {
        problems.add(written(number));
      }
      Files.writeString(
          folder.resolve(BrowserFiles.chunk(chunk)), BrowserFiles.chunk(chunk, problems));
    }
    return Files.writeString(
        folder.resolve(BrowserFiles.LINK.file()), site.html(BrowserFiles.page()));
  }

  private static List<List<String>> written(int number) {
    return List.of(
        List.of(BrowserFiles.completion(search(number))),
        answers(number).map(BrowserFiles::completion).toList());
  }

  static BrowserIndex index() {
    List<BrowserIndex.Entry> entries =
        IntStream.range(0, PROBLEMS)
            .mapToObj(
                number ->
                    new BrowserIndex.Entry(
                        id(number),
                        new CountdownQuestion(problem(number)).statement(),
                        List.of((long) (PROBLEMS - number)),
                        List.of(
                            search(number).correct() ? 1L : 0L,
                            1L,
                            answers(number).filter(BrowsedCompletion::correct).count(),
                            (long) ANSWERS)))
            .toList();
    return new BrowserIndex(MODELS, List.of("solution count"), BrowserFiles.CHUNK, entries);
  }

  private static Stream<BrowsedCompletion> answers(int number) {
    return IntStream.range(0, ANSWERS).mapToObj(sample -> answer(number, sample));
  }

  private static BrowsedCompletion completion(int number, int sample, String text) {
    CountdownQuestion question = new CountdownQuestion(problem(number));
    Verdict verdict = question.verify(text);
    return BrowsedCompletion.of(
        question,
        sample,
        text,
        new BrowsedCompletion.Score(
            verdict.correct(), verdict.error().orElse(null), 10, verdict.mistakes(), sample == 3));
  }
}
