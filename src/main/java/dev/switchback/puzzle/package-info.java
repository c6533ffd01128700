/** Problems, legal moves, splits: immutable values, each a function of seed, split and index. */
package dev.switchback.puzzle;
