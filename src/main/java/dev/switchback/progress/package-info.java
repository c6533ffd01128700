/** How far long work has come: a bar on a terminal, lines in a log. */
package dev.switchback.progress;
