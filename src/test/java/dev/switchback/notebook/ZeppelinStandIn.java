package dev.switchback.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the check asks of Zeppelin's REST interface: each paragraph has a result of its kind. */
final class ZeppelinStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, UnaryOperator<ObjectNode>> changed = new HashMap<>();
  private final Map<String, JsonNode> notes = new HashMap<>();
  private final Map<String, JsonNode> results = new HashMap<>();

  /** The titles of the paragraphs that were run, in their order. */
  final List<String> ran = new ArrayList<>();

  /** The values of forms that were given with them. */
  final List<JsonNode> given = new ArrayList<>();

  /** The first paragraph of each note that was imported. */
  final List<String> settings = new ArrayList<>();

  int restarts;

  ZeppelinStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The notes that were imported and not deleted. */
  int notes() {
    return notes.size();
  }

  /** Gives the paragraph of a title another result. */
  void change(String title, UnaryOperator<ObjectNode> result) {
    changed.put(title, result);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call =
        exchange.getRequestMethod() + exchange.getRequestURI().getPath().replaceFirst("/api", "");
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    JsonNode body = JSON.missingNode();
    int status = 200;
    String[] parts = call.split("/");
    if (call.equals("GET/version")) {
      body = JSON.createObjectNode().put("version", "0.12.0");
    } else if (call.equals("GET/interpreter/setting")) {
      ArrayNode all = JSON.createArrayNode();
      all.addObject().put("id", "md").put("group", "md");
      all.addObject().put("id", "spark").put("group", "spark");
      body = all;
    } else if (call.equals("PUT/interpreter/setting/restart/spark")) {
      restarts++;
    } else if (call.equals("POST/notebook/import")) {
      String id = "2STANDIN" + notes.size();
      notes.put(id, asked);
      settings.add(asked.at("/paragraphs/0/text").asText());
      body = JSON.getNodeFactory().textNode(id);
    } else if (call.startsWith("POST/notebook/run/") && notes.containsKey(parts[3])) {
      run(paragraph(parts[3], parts[4]), asked.path("params"));
    } else if (call.matches("GET/notebook/\\w+/paragraph/\\w+")) {
      body = results.get(parts[4]);
    } else if (call.matches("GET/notebook/\\w+") && notes.containsKey(parts[2])) {
      body = notes.get(parts[2]);
    } else if (call.matches("DELETE/notebook/\\w+") && notes.containsKey(parts[2])) {
      notes.remove(parts[2]);
    } else {
      status = 404;
    }
    ObjectNode told = JSON.createObjectNode().put("status", status == 200 ? "OK" : "NOT_FOUND");
    told.set("body", body);
    byte[] bytes = JSON.writeValueAsBytes(told);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Paragraph paragraph(String note, String id) {
    for (JsonNode json : notes.get(note).path("paragraphs")) {
      if (json.path("id").asText().equals(id)) {
        return new Paragraph(json);
      }
    }
    throw new IllegalArgumentException("no paragraph " + id);
  }

  private void run(Paragraph paragraph, JsonNode params) {
    ran.add(paragraph.title());
    given.add(params);
    ObjectNode result = JSON.createObjectNode().put("status", "FINISHED");
    ArrayNode message = result.putObject("results").put("code", "SUCCESS").putArray("msg");
    if (paragraph.code().contains("z.show(")) {
      part(message, "TEXT", "\u001b[1m\u001b[34mimport\u001b[0m something\n");
      part(message, "TABLE", header(paragraph) + "\n1\n2\n");
    } else {
      switch (paragraph.interpreter()) {
        case "%md" -> part(message, "HTML", "<h1>A text</h1>");
        case "%spark" -> part(message, "TEXT", "\u001b[1m\u001b[34mval\u001b[0m steps: Int = 20\n");
        case "%spark.sql" -> part(message, "TABLE", header(paragraph) + "\n1\n2\n");
        default -> {}
      }
    }
    UnaryOperator<ObjectNode> change = changed.getOrDefault(paragraph.title(), same -> same);
    results.put(paragraph.id(), change.apply(result));
  }

  private static String header(Paragraph paragraph) {
    List<String> names =
        paragraph.chart().stream()
            .flatMap(chart -> chart.columns().stream())
            .map(Chart.Column::name)
            .toList();
    return names.isEmpty() ? "a column" : String.join("\t", names);
  }

  private static void part(ArrayNode message, String kind, String data) {
    message.addObject().put("type", kind).put("data", data);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
