package dev.switchback.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * JSON that others wrote. What two readers could understand differently is refused: bytes that are
 * no UTF-8, a field that an object has twice, more text after the value.
 */
public final class StrictJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final char MARK = '\ufeff';

  private StrictJson() {}

  /**
   * Reads a value, before which a byte order mark may stand.
   *
   * @throws IOException that says in a line what is wrong
   */
  public static JsonNode read(byte[] text) throws IOException {
    String decoded = decode(ByteBuffer.wrap(text));
    try {
      return JSON.readTree(withoutMark(decoded));
    } catch (JsonProcessingException malformed) {
      throw new IOException("it is no JSON (" + fault(malformed) + ")", malformed);
    }
  }

  /**
   * Decodes UTF-8.
   *
   * @throws CharacterCodingException if it is none
   */
  public static String decode(ByteBuffer text) throws CharacterCodingException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException other) {
      throw new NoUtf8Exception(other);
    }
  }

  /** A text without the byte order mark that it may begin with. */
  public static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /**
   * The same JSON, in which a half of a surrogate pair that stands alone is escaped: UTF-8 has no
   * bytes for it, and a writer would put a question mark in its place.
   */
  public static String withoutHalves(String json) {
    if (json.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return json;
    }
    StringBuilder whole = new StringBuilder();
    json.codePoints()
        .forEach(
            point -> {
              if (Character.getType(point) == Character.SURROGATE) {
                whole.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                whole.appendCodePoint(point);
              }
            });
    return whole.toString();
  }

  /**
   * Numbers that JSON has no words for, NaN and the infinite ones, are written as null: as the text
   * that Jackson writes, programs would read them as something else.
   */
  public static Module finiteNumbers() {
    return new SimpleModule()
        .addSerializer(Double.class, new FiniteNumber<>())
        .addSerializer(double.class, new FiniteNumber<>())
        .addSerializer(Float.class, new FiniteNumber<>())
        .addSerializer(float.class, new FiniteNumber<>())
        .addSerializer(double[].class, new FiniteNumbers<>())
        .addSerializer(float[].class, new FiniteNumbers<>());
  }

  /** Writes a number or null. */
  private static final class FiniteNumber<N extends Number> extends JsonSerializer<N> {
    @Override
    public void serialize(N number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(number.doubleValue())) {
        json.writeNull();
      } else if (number instanceof Float single) {
        json.writeNumber(single);
      } else {
        json.writeNumber(number.doubleValue());
      }
    }
  }

  /** Writes an array of such numbers. */
  private static final class FiniteNumbers<A> extends JsonSerializer<A> {
    @Override
    public void serialize(A numbers, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (int i = 0; i < Array.getLength(numbers); i++) {
        provider.defaultSerializeValue(Array.get(numbers, i), json);
      }
      json.writeEndArray();
    }
  }

  /** What a parser found wrong, in a line; it does not always know where. */
  public static String fault(JsonProcessingException malformed) {
    String message = malformed.getOriginalMessage().lines().findFirst().orElse("");
    String what = message.replaceFirst("\\[Source: .*; (line: .*)\\]", "$1");
    JsonLocation where = malformed.getLocation();
    return where == null ? what : what + ", column " + where.getColumnNr();
  }

  /** Bytes that are not what a text has to be. */
  private static final class NoUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    NoUtf8Exception(CharacterCodingException cause) {
      initCause(cause);
    }

    @Override
    public String getMessage() {
      return "it is no UTF-8, expected text in that encoding";
    }
  }
}
