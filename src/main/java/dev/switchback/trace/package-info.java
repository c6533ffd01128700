/**
 * The one grammar: searches become texts and texts get verdicts here, so that training, reward and
 * evaluation cannot drift apart.
 */
package dev.switchback.trace;
