package dev.switchback.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes the files by which Hugging Face's libraries read a tokenizer that looks pieces of text up
 * in a list.
 *
 * @param tokens the list
 * @param special the tokens that no text needs
 * @param normalizers what is done to a text first, none or more
 * @param preTokenizers how the text then falls into pieces
 */
public record TokenizerFiles(
    List<String> tokens,
    SpecialTokens special,
    List<Map<String, Object>> normalizers,
    List<Map<String, Object>> preTokenizers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The tokens that no text needs; unknown may be the padding. */
  public record SpecialTokens(int pad, int start, int end, int unknown) {}

  /** The tokenizer.json: pieces looked up in the list, START put before a text. */
  String tokenizer() {
    return write(
        fields(
            "version",
            "1.0",
            "truncation",
            null,
            "padding",
            null,
            "added_tokens",
            specialTokens(),
            "normalizer",
            normalizers.isEmpty() ? null : fields("type", "Sequence", "normalizers", normalizers),
            "pre_tokenizer",
            fields("type", "Sequence", "pretokenizers", preTokenizers),
            "post_processor",
            startBeforeText(),
            "decoder",
            null,
            "model",
            fields(
                "type", "WordLevel", "vocab", vocabulary(), "unk_token", name(special.unknown))));
  }

  /** The tokenizer_config.json, without which the libraries take the tokenizer for Qwen's own. */
  String configuration(int modelMaxLength) {
    return write(
        fields(
            "tokenizer_class",
            "PreTrainedTokenizerFast",
            "bos_token",
            name(special.start),
            "eos_token",
            name(special.end),
            "pad_token",
            name(special.pad),
            "unk_token",
            name(special.unknown),
            "model_max_length",
            modelMaxLength,
            "clean_up_tokenization_spaces",
            false,
            "padding_side",
            "left"));
  }

  /** Names and values in turn, kept in this order. */
  public static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private List<Map<String, Object>> specialTokens() {
    List<Map<String, Object>> entries = new ArrayList<>();
    IntStream.of(special.pad, special.start, special.end, special.unknown)
        .distinct()
        .sorted()
        .forEach(token -> entries.add(specialToken(token)));
    return entries;
  }

  private Map<String, Object> specialToken(int token) {
    return fields(
        "id",
        token,
        "content",
        name(token),
        "single_word",
        true,
        "lstrip",
        false,
        "rstrip",
        false,
        "normalized",
        false,
        "special",
        true);
  }

  private Map<String, Object> startBeforeText() {
    String start = name(special.start);
    Map<String, Object> startPiece = Map.of("SpecialToken", fields("id", start, "type_id", 0));
    Map<String, Object> first = Map.of("Sequence", fields("id", "A", "type_id", 0));
    Map<String, Object> second = Map.of("Sequence", fields("id", "B", "type_id", 0));
    return fields(
        "type",
        "TemplateProcessing",
        "single",
        List.of(startPiece, first),
        "pair",
        List.of(startPiece, first, second),
        "special_tokens",
        Map.of(
            start, fields("id", start, "ids", List.of(special.start), "tokens", List.of(start))));
  }

  private Map<String, Integer> vocabulary() {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    for (int token = 0; token < tokens.size(); token++) {
      vocabulary.put(name(token), token);
    }
    return vocabulary;
  }

  private String name(int token) {
    return tokens.get(token);
  }

  private static String write(Map<String, Object> file) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write the tokenizer as JSON", unwritable);
    }
  }
}
