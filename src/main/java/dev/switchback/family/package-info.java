/**
 * What a family of puzzles is to everybody else. Each family lies in a folder of its own below,
 * which nobody imports: {@link dev.switchback.family.PuzzleFamilies} finds it by its name.
 */
package dev.switchback.family;
