/**
 * The vocabularies of the traces, and texts to tokens and back.
 *
 * <p>Where they differ from the study's tokenizers (arXiv 2504.07052):
 *
 * <ol>
 *   <li>CountDown: the order of the tokens is our own.
 *   <li>CountDown: words are looked up whole, which gives the same tokens as the study's WordPiece
 *       model because no piece of a word is in the vocabulary.
 *   <li>The end token is one that a model can write.
 *   <li>Sudoku: what is not in the vocabulary, which has no token for it, becomes the padding MASK.
 * </ol>
 *
 * <p>A Sudoku solved without detours is 332 tokens: 81 cells of 4 tokens each (cell, sign, digit,
 * line end), {@code original : n solving}, and START, SOL_S, SOL_E, END. Without these last four,
 * board and solution are the 328 tokens that the study counts; 332 is the length it computes costs
 * with.
 */
package dev.switchback.token;
