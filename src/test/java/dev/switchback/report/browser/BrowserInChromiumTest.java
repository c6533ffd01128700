package dev.switchback.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.report.Chromium;
import dev.switchback.report.Chromium.Visit;
import dev.switchback.report.InChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The problem browser as a reader uses it, from a disk. What a test asks of the page stands in a
 * script at its end, which leaves the answers in the document.
 */
@InChromium
class BrowserInChromiumTest {
  private static final String READER =
      """
      <script>
      (async () => {
        const told = {};
        const until = async test => {
          for (let i = 0; i < 200 && !test(); i += 1) await new Promise(go => setTimeout(go, 10));
        };
        const all = selector => [...document.querySelectorAll(selector)];
        const press = (selector, ...keys) => {
          const box = document.querySelector(selector);
          keys.forEach(key => box.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true})));
        };
        const opened = () => document.querySelector('#statement').textContent;
        await until(() => all('.tree svg').length === 2);
        %s
        const answer = document.createElement('pre');
        answer.id = 'told';
        answer.textContent = JSON.stringify(told);
        document.body.append(answer);
      })();
      </script>
      """;

  @TempDir Path folder;
  private Chromium chromium;
  private Path page;

  @BeforeEach
  void write() throws Exception {
    chromium = Chromium.find(folder).orElseThrow();
    page = BrowserSite.write(folder);
  }

  @Test
  void theFirstProblemIsOpenedWithItsLinesAndTrees() throws Exception {
    JsonNode told =
        ask(
            """
            told.statement = opened();
            told.count = document.querySelector('#count').textContent;
            told.rows = all('.row').length;
            told.lines = all('.writing .lines > span').length;
            told.nodes = all('.tree')[0].querySelectorAll('.node').length;
            told.edges = all('.tree')[0].querySelectorAll('.edge').length;
            told.dead = all('.tree')[0].querySelectorAll('.kind-D').length;
            told.loaded = all('head script').length;
            told.hash = decodeURI(location.hash);
            """);
    BrowsedCompletion search = BrowserSite.search(0);
    assertThat(told.get("statement").asText())
        .isEqualTo(BrowserSite.index().problems().get(0).statement());
    assertThat(told.get("count").asText()).isEqualTo("40 problems");
    assertThat(told.get("rows").asInt()).isBetween(8, 39);
    assertThat(told.get("lines").asInt())
        .isEqualTo(search.judgments().length() + BrowserSite.answer(0, 0).judgments().length());
    assertThat(told.get("nodes").asInt()).isBetween(2, search.tree().parents().size());
    assertThat(told.get("edges").asInt()).isEqualTo(told.get("nodes").asInt() - 1);
    assertThat(told.get("dead").asInt()).isPositive();
    assertThat(told.get("loaded").asInt()).isZero();
    assertThat(told.get("hash").asText()).isEqualTo("#" + BrowserSite.id(0) + "/0/0");
  }

  @Test
  void filtersAndSearchAndOrderChangeTheList() throws Exception {
    JsonNode told =
        ask(
            """
            const choose = (id, value) => {
              const field = document.getElementById(id);
              field.value = value;
              field.dispatchEvent(new Event(field.type === 'search' ? 'input' : 'change'));
              return document.querySelector('#count').textContent;
            };
            ['both', 'first', 'second', 'neither'].forEach(value => {
              told[value] = choose('outcome', value);
            });
            choose('outcome', 'any');
            choose('order', 'd0');
            told.easiest = document.querySelector('.row').dataset.problem;
            told.found = choose('query', 'validation-0000000007');
            told.statement = document.querySelector('.row-statement').textContent;
            told.none = choose('query', 'nothing like it');
            told.left = all('.row').length;
            """);
    long[] counts = new long[4];
    for (BrowserIndex.Entry entry : BrowserSite.index().problems()) {
      boolean first = entry.tallies().get(0) > 0;
      boolean second = entry.tallies().get(2) > 0;
      counts[first && second ? 0 : first ? 1 : second ? 2 : 3]++;
    }
    int value = 0;
    for (String outcome : new String[] {"both", "first", "second", "neither"}) {
      assertThat(told.get(outcome).asText()).isEqualTo(counts[value++] + " of 40 problems");
    }
    assertThat(told.get("easiest").asInt()).isEqualTo(39);
    assertThat(told.get("found").asText()).isEqualTo("1 of 40 problems");
    assertThat(told.get("statement").asText())
        .isEqualTo(BrowserSite.index().problems().get(7).statement());
    assertThat(told.get("none").asText()).isEqualTo("0 of 40 problems");
    assertThat(told.get("left").asInt()).isZero();
  }

  @Test
  void arrowKeysGoToProblemsAndNodes() throws Exception {
    JsonNode told =
        ask(
            """
            const first = opened();
            press('#list', 'ArrowDown', 'ArrowDown', 'ArrowUp');
            told.second = opened();
            press('#list', 'End');
            await until(() => location.hash.includes('0000000039'));
            told.last = opened();
            told.file = location.hash;
            press('#list', 'Home');
            await until(() => location.hash.includes('0000000000'));
            const chosen = () => document.querySelector('.tree .chosen').dataset.node;
            press('.tree', 'ArrowDown');
            told.root = chosen();
            press('.tree', 'ArrowRight');
            told.child = chosen();
            told.lines = all('.lines .of-node').map(line => line.dataset.line);
            press('.tree', 'ArrowLeft');
            told.parent = chosen();
            const before = all('.tree')[0].querySelectorAll('.node').length;
            press('.tree', 'Enter');
            told.closed = all('.tree')[0].querySelectorAll('.node').length;
            press('.tree', 'Enter');
            told.opened = all('.tree')[0].querySelectorAll('.node').length === before;
            """);
    assertThat(told.get("second").asText())
        .isEqualTo(BrowserSite.index().problems().get(1).statement());
    assertThat(told.get("last").asText())
        .isEqualTo(BrowserSite.index().problems().get(39).statement());
    assertThat(told.get("file").asText()).contains(BrowserSite.id(39));
    assertThat(told.get("root").asText()).isEqualTo("0");
    assertThat(told.get("child").asText()).isEqualTo("1");
    assertThat(told.get("parent").asText()).isEqualTo("0");
    assertThat(told.get("closed").asInt()).isEqualTo(1);
    assertThat(told.get("opened").asBoolean()).isTrue();
    var owners = BrowserSite.search(0).tree().owners();
    assertThat(told.get("lines"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(owners.get(line.asInt())).isEqualTo(1));
  }

  @Test
  void aClickOnALineShowsItsNodeAndAnotherCompletionCanBeChosen() throws Exception {
    JsonNode told =
        ask(
            """
            all('.lines')[0].querySelector('[data-line="1"]').click();
            told.node = document.querySelector('.tree .chosen').dataset.node;
            all('.choice')[1].children[4].click();
            told.text = all('.lines')[1].textContent;
            told.checked = [...all('.choice')[1].children].map(pick => pick.getAttribute('aria-checked')).indexOf('true');
            told.hash = decodeURI(location.hash);
            """);
    assertThat(told.get("node").asInt()).isEqualTo(BrowserSite.search(0).tree().owners().get(1));
    assertThat(told.get("text").asText()).contains(BrowserSite.HOSTILE);
    assertThat(told.get("checked").asInt()).isEqualTo(4);
    assertThat(told.get("hash").asText()).isEqualTo("#" + BrowserSite.id(0) + "/0/4");
  }

  @Test
  void aLargeTreeIsFoldedAndCanBeOpened() throws Exception {
    int large =
        IntStream.range(0, BrowserSite.PROBLEMS)
            .boxed()
            .max(Comparator.comparing(number -> BrowserSite.search(number).tree().written()))
            .orElseThrow();
    JsonNode told =
        ask(
            """
            location.hash = '#LARGE';
            await until(() => location.hash.includes('LARGE/'));
            const nodes = () => all('.tree')[0].querySelectorAll('.node').length;
            told.folded = nodes();
            told.hidden = all('.tree')[0].querySelectorAll('.folded').length;
            document.querySelector('.fold').click();
            told.opened = nodes();
            """
                .replace("LARGE", BrowserSite.id(large)));
    assertThat(told.get("opened").asInt())
        .isEqualTo(BrowserSite.search(large).tree().parents().size())
        .isGreaterThan(150);
    assertThat(told.get("folded").asInt()).isBetween(20, 150);
    assertThat(told.get("hidden").asInt()).isPositive();
  }

  @Test
  void aMissingFileIsToldAndThePageLivesOn() throws Exception {
    Files.delete(folder.resolve(BrowserFiles.chunk(1)));
    Visit visit =
        visit(
            """
            press('#list', 'End');
            await until(() => !document.querySelector('#failure').hidden);
            told.failure = document.querySelector('#failure').textContent;
            press('#list', 'Home');
            await until(() => all('.tree svg').length === 2);
            told.hidden = document.querySelector('#failure').hidden;
            """);
    assertThat(told(visit).get("failure").asText())
        .isEqualTo("Cannot read browser/problems-001.js, expected it beside this page");
    assertThat(told(visit).get("hidden").asBoolean()).isTrue();
  }

  @Test
  void nothingIsWiderThanAPhone() throws Exception {
    Path wrapper =
        Files.writeString(
            folder.resolve("phone.html"),
            """
            <!DOCTYPE html><title>phone</title><iframe src="%s" width="390" height="800"></iframe>
            <pre id="told"></pre>
            <script>
            onmessage = event => { document.getElementById('told').textContent = event.data; };
            </script>
            """
                .formatted("asked.html"));
    asked(
        """
        told.width = document.documentElement.clientWidth;
        told.content = document.documentElement.scrollWidth;
        parent.postMessage(JSON.stringify(told), '*');
        """);
    JsonNode told = told(chromium.open(wrapper));
    assertThat(told.get("width").asInt()).isBetween(370, 390);
    assertThat(told.get("content").asInt()).isEqualTo(told.get("width").asInt());
  }

  /** What the page tells after steps, with nothing in its console. */
  private JsonNode ask(String steps) throws Exception {
    Visit visit = visit(steps);
    assertThat(visit.console()).isEmpty();
    return told(visit);
  }

  private Visit visit(String steps) throws Exception {
    return chromium.open(asked(steps));
  }

  private Path asked(String steps) throws Exception {
    String html = Files.readString(page).replace("</body>", READER.formatted(steps) + "</body>");
    return Files.writeString(folder.resolve("asked.html"), html);
  }

  private static JsonNode told(Visit visit) throws Exception {
    String begin = "<pre id=\"told\">";
    int from = visit.dom().indexOf(begin);
    assertThat(from).as("the page's answer").isPositive();
    String text = visit.dom().substring(from + begin.length(), visit.dom().indexOf("</pre>", from));
    return new ObjectMapper()
        .readTree(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
  }
}
