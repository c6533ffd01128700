package dev.switchback.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the files by which Hugging Face's libraries read a tokenizer. */
final class TokenizerFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFiles() {}

  /** The tokenizer.json: words and signs looked up in a list, START put before a text. */
  static String tokenizer() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", "1.0");
    file.put("truncation", null);
    file.put("padding", null);
    file.put("added_tokens", specialTokens());
    file.put("normalizer", null);
    file.put(
        "pre_tokenizer",
        Map.of(
            "type",
            "Sequence",
            "pretokenizers",
            List.of(
                Map.of("type", "BertPreTokenizer"),
                fields("type", "Digits", "individual_digits", true))));
    file.put("post_processor", startBeforeText());
    file.put("decoder", null);
    file.put(
        "model",
        fields("type", "WordLevel", "vocab", vocabulary(), "unk_token", name(Vocabulary.UNKNOWN)));
    return write(file);
  }

  /** The tokenizer_config.json, without which the libraries take the tokenizer for Qwen's own. */
  static String configuration(int modelMaxLength) {
    return write(
        fields(
            "tokenizer_class",
            "PreTrainedTokenizerFast",
            "bos_token",
            name(Vocabulary.START),
            "eos_token",
            name(Vocabulary.END),
            "pad_token",
            name(Vocabulary.PAD),
            "unk_token",
            name(Vocabulary.UNKNOWN),
            "model_max_length",
            modelMaxLength,
            "clean_up_tokenization_spaces",
            false,
            "padding_side",
            "left"));
  }

  private static List<Map<String, Object>> specialTokens() {
    List<Map<String, Object>> tokens = new ArrayList<>();
    for (int token = 0; token < Vocabulary.SPECIAL; token++) {
      tokens.add(
          fields(
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
              true));
    }
    return tokens;
  }

  private static Map<String, Object> startBeforeText() {
    String start = name(Vocabulary.START);
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
            start,
            fields("id", start, "ids", List.of(Vocabulary.START), "tokens", List.of(start))));
  }

  private static Map<String, Integer> vocabulary() {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    for (int token = 0; token < Vocabulary.TOKENS.size(); token++) {
      vocabulary.put(name(token), token);
    }
    return vocabulary;
  }

  private static String name(int token) {
    return Vocabulary.TOKENS.get(token);
  }

  /** Names and values in turn, kept in this order. */
  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static String write(Map<String, Object> file) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("Cannot write the tokenizer as JSON", unwritable);
    }
  }
}
