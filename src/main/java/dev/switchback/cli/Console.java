package dev.switchback.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The streams of the program.
 *
 * @param in what is given to it
 * @param out results
 * @param err messages, progress and errors
 */
public record Console(InputStream in, PrintStream out, PrintStream err) {}
