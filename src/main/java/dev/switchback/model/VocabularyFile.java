package dev.switchback.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vocabulary of a tokenizer.json: the list of its model, and the tokens added to it.
 *
 * @param tokens by number
 */
record VocabularyFile(SortedMap<Integer, String> tokens) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the text of a tokenizer.json.
   *
   * @throws JsonProcessingException if it is none
   */
  static VocabularyFile of(String text) throws JsonProcessingException {
    JsonNode json = JSON.readTree(text);
    SortedMap<Integer, String> tokens = new TreeMap<>();
    json.at("/model/vocab")
        .fields()
        .forEachRemaining(token -> tokens.put(token.getValue().asInt(-1), token.getKey()));
    json.path("added_tokens")
        .forEach(token -> tokens.put(token.path("id").asInt(-1), token.path("content").asText()));
    return new VocabularyFile(tokens);
  }

  /** Tells the first number that stands for another token than in the vocabulary expected. */
  Optional<String> firstDifference(VocabularyFile expected) {
    SortedMap<Integer, String> all = new TreeMap<>(expected.tokens);
    all.putAll(tokens);
    return all.keySet().stream()
        .filter(number -> !told(number).equals(expected.told(number)))
        .findFirst()
        .map(number -> number + " is " + told(number) + ", expected " + expected.told(number));
  }

  private String told(int number) {
    String token = tokens.get(number);
    return token == null ? "no token" : '"' + token + '"';
  }
}
