/**
 * The vocabulary of the traces, and texts to tokens and back.
 *
 * <p>Where it differs from the study's tokenizer (arXiv 2504.07052): the order of the tokens is our
 * own; words are looked up whole, which gives the same tokens as its WordPiece model because no
 * piece of a word is in the vocabulary; and the end token is one that a model can write.
 */
package dev.switchback.token;
