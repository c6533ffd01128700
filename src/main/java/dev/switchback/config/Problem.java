package dev.switchback.config;

import java.io.Serializable;

/**
 * One thing wrong with a configuration.
 *
 * @param key the path of the key, for example {@code problems.numbers}; empty if no key is to blame
 * @param text what is wrong and what is expected: the sentence after "Cannot use KEY", or all of it
 *     where the key is empty
 * @param origin file and line where the value was written, or empty
 */
record Problem(String key, String text, String origin) implements Serializable {

  String describe() {
    String sentence = key.isEmpty() ? text : "Cannot use " + key + text;
    return origin.isEmpty() ? sentence : sentence + " (" + origin + ")";
  }
}
