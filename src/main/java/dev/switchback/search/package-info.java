/** Searches, one package for each family of puzzles, that tell a listener what they do. */
package dev.switchback.search;
