package dev.switchback.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.report.page.Site;
import dev.switchback.trace.SearchTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrowserFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anAttemptHasALetterAndAnOwnerForEachLineAndTheTreeInLists() throws Exception {
    BrowsedCompletion completion = BrowserSite.search(0);
    JsonNode json = JSON.readTree(BrowserFiles.completion(completion));
    CountdownQuestion question = new CountdownQuestion(BrowserSite.problem(0));
    String text = json.get("text").asText();
    SearchTree tree = question.tree(text);

    int lines = text.split("\n").length;
    assertThat(json.get("judgments").asText()).hasSize(lines).startsWith("P").matches("[PRDG.]+");
    assertThat(json.at("/tree/owners")).hasSize(lines);
    assertThat(json.at("/tree/written").asInt()).isEqualTo(tree.written());
    assertThat(json.at("/tree/parents")).hasSize(tree.nodes().size());
    assertThat(json.at("/tree/kinds").asText())
        .hasSize(tree.nodes().size())
        .startsWith("R")
        .contains("D");
    for (int i = 0; i < tree.nodes().size(); i++) {
      assertThat(json.at("/tree/parents/" + i).asInt()).isEqualTo(tree.nodes().get(i).parent());
      assertThat(json.at("/tree/moves/" + i).asText()).isEqualTo(tree.nodes().get(i).move());
      assertThat(json.at("/tree/states/" + i).asText()).isEqualTo(tree.nodes().get(i).state());
    }
  }

  @Test
  void scriptsHoldNothingThatEndsALineOrAnElement() {
    String completion = BrowserFiles.completion(BrowserSite.answer(0, 4));
    assertThat(completion)
        .doesNotContain("<", ">", "&", "\u2028")
        .contains("\\u003c/script\\u003e");
    assertThat(BrowserFiles.chunk(7, List.of(List.of(List.of(completion), List.of()))))
        .startsWith("browser.chunk(7,[")
        .endsWith("]);\n");
  }

  @Test
  void theIndexIsAListForEachProblem() throws Exception {
    String script = BrowserFiles.index(BrowserSite.index());
    JsonNode index =
        JSON.readTree(script.substring("browser.index(".length(), script.length() - 3));
    assertThat(index.get("chunk").asInt()).isEqualTo(BrowserFiles.CHUNK);
    assertThat(index.get("problems")).hasSize(BrowserSite.PROBLEMS);
    JsonNode first = index.at("/problems/0");
    assertThat(first.get(0).asText()).isEqualTo(BrowserSite.id(0));
    assertThat(first.get(1).asText()).startsWith("Make ");
    assertThat(first.get(2)).hasSize(1);
    assertThat(first.get(3)).hasSize(4);
    assertThat(script.length() / BrowserSite.PROBLEMS).isLessThan(130);
  }

  @Test
  void thePageLoadsScriptsFromBesideItAndNothingElse() {
    Site site = new Site("Title", List.of(BrowserFiles.LINK));
    assertThat(site.html(BrowserFiles.page()))
        .contains("default-src 'none'", "script-src 'unsafe-inline' 'self' file:; img-src data:")
        .contains("aria-current=\"page\">Problems</a>")
        .doesNotContain("{{");
  }

  @Test
  void filesAreNumberedInTheOrderOfNames() {
    assertThat(List.of(BrowserFiles.chunk(0), BrowserFiles.chunk(41), BrowserFiles.chunk(1234)))
        .containsExactly(
            "browser/problems-000.js", "browser/problems-041.js", "browser/problems-1234.js");
  }
}
