package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.progress.LiveFigure;
import dev.switchback.tier.StartsSpark;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of a driver, and what the dashboard asks Prometheus for. */
@StartsSpark
class WatchedRunTest {
  private static final Path DASHBOARD = Path.of("conf/grafana/switchback.json");
  private static final Pattern METRIC = Pattern.compile("\\bmetrics_\\w+");
  private static final Pattern VALUE = Pattern.compile("^(metrics_\\w+)\\{[^}]*} (\\S+)$");
  private static final Map<String, String> WITH_PAGES =
      Map.of("spark.ui.enabled", "true", "spark.ui.port", "0");

  @Test
  void theDriverServesWhatTheDashboardShows() throws Exception {
    for (LiveFigure figure : LiveFigure.values()) {
      figure.set(figure.ordinal() + 0.25);
    }
    Map<String, Double> served;
    try (LazySpark spark = new LazySpark(Optional.of("local[1]"), "watched", WITH_PAGES)) {
      served = served(spark.get().sparkContext().uiWebUrl().get());
    } finally {
      LiveFigure.clear(LiveFigure.values());
    }

    for (LiveFigure figure : LiveFigure.values()) {
      String name = "metrics_switchback_driver_switchback_" + figure.key() + "_Value";
      assertThat(served).containsEntry(name, figure.ordinal() + 0.25);
    }
    assertThat(asked()).hasSize(LiveFigure.values().length).isSubsetOf(served.keySet());
  }

  private static Map<String, Double> served(String pages) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(pages + "/metrics/prometheus/")).build();
    String text = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    Map<String, Double> values = new TreeMap<>();
    for (String line : text.split("\n")) {
      VALUE
          .matcher(line)
          .results()
          .forEach(value -> values.put(value.group(1), Double.valueOf(value.group(2))));
    }
    return values;
  }

  /** The metrics in the dashboard's queries. */
  private static Set<String> asked() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    Set<String> metrics = new TreeSet<>();
    for (JsonNode query : dashboard.findValues("expr")) {
      METRIC.matcher(query.asText()).results().map(MatchResult::group).forEach(metrics::add);
    }
    for (JsonNode variable : dashboard.at("/templating/list")) {
      METRIC
          .matcher(variable.get("query").asText())
          .results()
          .map(MatchResult::group)
          .forEach(metrics::add);
    }
    return metrics;
  }
}
