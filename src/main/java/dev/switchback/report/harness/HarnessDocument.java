package dev.switchback.report.harness;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.artifact.StrictJson;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem and what one model wrote about it, as lm-evaluation-harness has them in its files of
 * samples (version 0.4). Its hashes are SHA-256 of what the harness takes them of.
 *
 * @param doc the problem, strings and numbers by name
 * @param target a solution as a text
 * @param prompt what the model read
 * @param responses what it wrote, without the prompt
 * @param metrics of this problem, by name
 */
public record HarnessDocument(
    Map<String, Object> doc,
    String target,
    String prompt,
    List<String> responses,
    Map<String, Double> metrics)
    implements Serializable {
  private static final ObjectMapper JSON =
      new ObjectMapper().registerModule(StrictJson.finiteNumbers());

  /** Copies the list. */
  public HarnessDocument {
    responses = List.copyOf(responses);
  }

  /**
   * The line of the file, without a newline.
   *
   * @param id the problem's place in the file
   * @param generation how completions were drawn
   */
  public String line(long id, Map<String, Object> generation) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("doc_id", id);
    line.put("doc", doc);
    line.put("target", target);
    line.put("arguments", Map.of("gen_args_0", arguments(generation)));
    line.put("resps", List.of(responses));
    line.put("filtered_resps", List.of(responses));
    line.put("filter", HarnessTotals.FILTER);
    line.put("metrics", new ArrayList<>(metrics.keySet()));
    line.put("doc_hash", docHash());
    line.put("prompt_hash", hash(prompt));
    line.put("target_hash", hash(target));
    line.putAll(metrics);
    return json(line, false);
  }

  /** What the hash of the whole task is taken of: the hashes of document, prompt and target. */
  public String hashes() {
    return docHash() + hash(prompt) + hash(target);
  }

  /** SHA-256 of a text in UTF-8, in hexadecimal. */
  static String hash(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /** JSON on one line, or indented by two as Python's json module does it. */
  static String json(Object value, boolean indented) {
    try {
      return indented
          ? JSON.writer(new PythonIndent()).writeValueAsString(value)
          : JSON.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("Cannot write as JSON: " + value, unwritable);
    }
  }

  private Map<String, Object> arguments(Map<String, Object> generation) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("arg_0", prompt);
    arguments.put("arg_1", generation);
    return arguments;
  }

  private String docHash() {
    return hash(json(doc, true));
  }

  /** White space as in {@code json.dumps(value, indent=2)}. */
  private static final class PythonIndent extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    PythonIndent() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      indentArraysWith(lines);
      indentObjectsWith(lines);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new PythonIndent();
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }
  }
}
